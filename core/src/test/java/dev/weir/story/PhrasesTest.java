package dev.weir.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.connection.Endpoint;
import dev.weir.connection.TcpState;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both languages say the same, and all that is said is there to be said. */
class PhrasesTest {
  private static final Pattern NAME = Pattern.compile("\\{([a-zA-Z]+)}");

  /** Names of an endpoint: a language may name it where another one does not. */
  private static final Set<String> SIDES = Set.of("who", "Who", "peer", "Peer");

  private final Phrases english = new Phrases(StoryLanguage.ENGLISH);
  private final Phrases chinese = new Phrases(StoryLanguage.CHINESE);

  @Test
  void shouldSayTheSameInBothLanguages() throws IOException {
    final Properties first = load("story.properties");
    final Properties second = load("story_zh.properties");
    assertEquals(first.stringPropertyNames(), second.stringPropertyNames());
    for (final String key : first.stringPropertyNames()) {
      final String text = second.getProperty(key);
      assertFalse(text.isEmpty(), key);
      assertFalse(first.getProperty(key).isEmpty(), key);
      assertEquals(names(first.getProperty(key)), names(text), key);
      assertEquals(text.chars().filter(c -> c == '{').count(), count(text), key);
    }
  }

  /** A key that nobody uses is dead text; one that is put together from parts ends with a dot. */
  @Test
  void shouldHaveNoPhraseThatNobodySays() throws IOException {
    final String code;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/weir"))) {
      code =
          files
              .filter(file -> file.toString().matches(".*/(story|report|drawing)/.*[.]java"))
              .map(PhrasesTest::read)
              .collect(Collectors.joining());
    }
    final List<String> parts =
        List.of("count.", "kind.", "verdict.", "list.", "reset.", "data.acked", "http.");
    for (final String key : load("story.properties").stringPropertyNames()) {
      assertTrue(code.contains('"' + key + '"') || parts.stream().anyMatch(key::startsWith), key);
    }
  }

  @Test
  void shouldNameEveryKindOfStep() {
    for (final StoryStep.Kind kind : StoryStep.Kind.values()) {
      assertFalse(english.kind(kind).isBlank());
      assertFalse(chinese.kind(kind).isBlank());
    }
  }

  @Test
  void shouldRefuseASentenceWithoutItsValues() {
    assertThrows(IllegalArgumentException.class, () -> english.say("omitted"));
  }

  @Test
  void shouldNotAskTheSystemForItsLanguage() {
    final Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
      assertEquals("the client", new Phrases(StoryLanguage.ENGLISH).say("side.client"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ns, 0 纳秒",
    "999, 999 ns, 999 纳秒",
    "1000, 1.00 us, 1.00 微秒",
    "30859000, 30.9 ms, 30.9 毫秒",
    "999499999, 999 ms, 999 毫秒",
    "59955032000, 60.0 s, 60.0 秒",
    "119400000000, 119 s, 119 秒",
    "125000000000, 2 min 5 s, 2 分 5 秒",
    "7440000000000, 2 h 4 min, 2 小时 4 分",
    "180000000000000, 2 d 2 h, 2 天 2 小时",
  })
  void shouldWriteDurationsToThreeDigits(
      final long nanos, final String inEnglish, final String inChinese) {
    assertEquals(inEnglish, english.duration(nanos));
    assertEquals(inChinese, chinese.duration(nanos));
  }

  @Test
  void shouldCountInSingularAndPlural() {
    assertEquals("1 segment", english.count("segments", 1));
    assertEquals("1,234 segments", english.count("segments", 1_234));
    assertEquals("1,234 个报文段", chinese.count("segments", 1_234));
  }

  @Test
  void shouldLeaveNoBlankBetweenChineseCharacters() {
    final String said =
        chinese.say(
            "verdict.closed.idle",
            "Who",
            chinese.sideFirst(Endpoint.RESPONDER),
            "idle",
            chinese.duration(3_000_000_000L),
            "bytes",
            chinese.bytes(5));
    assertEquals("服务器在空闲 3.00 秒之后关闭了连接：它的空闲超时（5 字节）。", said);
  }

  @Test
  void shouldNameStatesAsNetstatDoes() {
    assertEquals("SYN_RCVD", english.state(TcpState.SYN_RECEIVED));
    assertEquals("unknown", english.state(null));
    assertEquals("TIME_WAIT", chinese.state(TcpState.TIME_WAIT));
  }

  private static Set<String> names(final String text) {
    final Set<String> names = new TreeSet<>();
    final Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      if (!SIDES.contains(matcher.group(1))) {
        names.add(matcher.group(1));
      }
    }
    return names;
  }

  private static long count(final String text) {
    return NAME.matcher(text).results().count();
  }

  private static Properties load(final String name) throws IOException {
    final Properties properties = new Properties();
    try (Reader reader =
        new InputStreamReader(Phrases.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  private static String read(final Path file) {
    try {
      return Files.readString(file);
    } catch (final IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
