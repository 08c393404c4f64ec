package dev.weir.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.story.StoryStep.Kind;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages and pictures in a real browser. */
class ChromiumTest {
  private static final int WIDTH = 1_400;
  private static final int HEIGHT = 2_000;

  @TempDir Path folder;

  private Chromium chromium;

  @BeforeEach
  void findChromium() {
    final var found = Chromium.find(folder);
    assumeTrue(found.isPresent(), "no Chromium is on the path: apt-get install chromium");
    chromium = found.get();
  }

  private Path page() throws Exception {
    final StoryBuilder story =
        StoryBuilder.troubled()
            .verdict("The responder reset the connection.")
            .step(Kind.HANDSHAKE, "Three segments open it.", 0, 1, 2)
            .step(Kind.RESET, "The responder resets it.", 14);
    final Path page = folder.resolve("page.html");
    try (var out = Files.newOutputStream(page)) {
      new StoryPage(DrawingOptions.defaults()).write(story.story(), out);
    }
    return page;
  }

  @Test
  void shouldHoldTheKeyLabelsAfterTheBrowserHasReadIt() throws Exception {
    final String document = chromium.document(page());
    for (final String label :
        List.of(
            "10.0.0.1:40000",
            "The responder reset the connection.",
            ">SYN<",
            ">SYN ACK<",
            ">CLOSED<",
            ">LISTEN<",
            ">SYN_SENT<",
            ">SYN_RCVD<",
            ">ESTABLISHED<",
            "retransmission",
            "3 keep-alive probes",
            "Three segments open it.",
            "Sequence numbers over time",
            "Round trips over time",
            "Bytes in flight and window")) {
      assertTrue(document.contains(label), label);
    }
  }

  @Test
  void shouldDrawThePageInLightAndInDark() throws Exception {
    final Path page = page();
    final BufferedImage light = chromium.screenshot(page, WIDTH, HEIGHT, false);
    final BufferedImage dark = chromium.screenshot(page, WIDTH, HEIGHT, true);
    assertDrawn(light);
    assertDrawn(dark);
    assertTrue(brightness(light) > 200, "light: " + brightness(light));
    assertTrue(brightness(dark) < 60, "dark: " + brightness(dark));
  }

  @Test
  void shouldDrawThePicture() throws Exception {
    final Path picture = folder.resolve("ladder.svg");
    try (var out = Files.newOutputStream(picture)) {
      new LadderSvg(DrawingOptions.defaults()).write(StoryBuilder.troubled().story(), out);
    }
    final BufferedImage drawn = chromium.screenshot(picture, 840, 1_000, false);
    assertEquals(840, drawn.getWidth());
    assertDrawn(drawn);
    // The bar of ESTABLISHED, on both lifelines.
    assertTrue(count(drawn, 0x2B8A5B) > 5_000, "green pixels: " + count(drawn, 0x2B8A5B));
    assertTrue(count(drawn, 0xDC2626) > 100, "red pixels: " + count(drawn, 0xDC2626));
  }

  private static void assertDrawn(final BufferedImage image) {
    final Set<Integer> colours = new HashSet<>();
    final int ground = image.getRGB(2, 2);
    int drawn = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        colours.add(image.getRGB(x, y));
        drawn += image.getRGB(x, y) == ground ? 0 : 1;
      }
    }
    assertTrue(colours.size() > 100, "colours: " + colours.size());
    assertTrue(drawn > image.getWidth() * image.getHeight() / 50, "pixels drawn: " + drawn);
  }

  private static int count(final BufferedImage image, final int colour) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xFF_FFFF) == colour ? 1 : 0;
      }
    }
    return count;
  }

  private static double brightness(final BufferedImage image) {
    long sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        final int colour = image.getRGB(x, y);
        sum += (colour >> 16 & 255) + (colour >> 8 & 255) + (colour & 255);
      }
    }
    return sum / 3.0 / image.getWidth() / image.getHeight();
  }
}
