package dev.weir.drawing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.story.ConnectionStory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A picture or a page as text and as XML, and what must hold of every one. */
record PictureText(String text, Document document) {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  static PictureText svg(final ConnectionStory story, final DrawingOptions options)
      throws Exception {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    new LadderSvg(options).write(story, out);
    return of(out.toString(StandardCharsets.UTF_8));
  }

  static PictureText page(final ConnectionStory story, final DrawingOptions options)
      throws Exception {
    final ByteArrayOutputStream out = new ByteArrayOutputStream();
    new StoryPage(options).write(story, out);
    return of(out.toString(StandardCharsets.UTF_8));
  }

  /** Parses it, which fails where it is not well-formed XML. */
  private static PictureText of(final String text) throws Exception {
    final DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setExpandEntityReferences(false);
    final var builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null);
    builder.setEntityResolver(
        (publicId, systemId) -> new InputSource(new java.io.StringReader("")));
    return new PictureText(
        text, builder.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
  }

  /** Elements of a name, of which a class is among theirs. */
  List<Element> all(final String name, final String style) {
    final NodeList nodes = document.getElementsByTagName(name);
    final List<Element> found = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      final Element element = (Element) nodes.item(i);
      if (List.of(element.getAttribute("class").split(" ")).contains(style)) {
        found.add(element);
      }
    }
    return found;
  }

  List<String> texts(final String style) {
    return all("text", style).stream().map(Element::getTextContent).toList();
  }

  static double number(final Element element, final String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  /** Nothing in it runs, and nothing is fetched. */
  void assertSelfContained() throws IOException {
    final String lower = text.replace(NAMESPACE, "").toLowerCase(Locale.ROOT);
    for (final String forbidden :
        List.of(
            "<script",
            "javascript:",
            "http://",
            "https://",
            "url(",
            "@import",
            "<image",
            "<img",
            "<link",
            "<iframe",
            "<foreignobject",
            "src=",
            "xlink",
            "<!entity")) {
      assertFalse(lower.contains(forbidden), forbidden);
    }
    final NodeList elements = document.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      final var attributes = elements.item(i).getAttributes();
      for (int j = 0; j < attributes.getLength(); j++) {
        final String name = attributes.item(j).getNodeName();
        assertFalse(name.startsWith("on"), name);
        assertTrue(!name.equals("href") || attributes.item(j).getNodeValue().startsWith("#"), name);
      }
    }
  }
}
