package dev.weir.drawing;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.story.ConnectionStory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A picture or a page as text and as XML, and what must hold of every one. */
record PictureText(String text, Document document) {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** All that pictures and pages consist of: none of them fetches or runs anything. */
  private static final Set<String> ELEMENTS =
      Set.of(
          "svg", "title", "desc", "style", "g", "rect", "line", "path", "circle", "text", "html",
          "head", "meta", "body", "header", "main", "section", "footer", "div", "h1", "h2", "h3",
          "p", "ol", "li", "a");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "xmlns",
          "class",
          "id",
          "lang",
          "role",
          "width",
          "height",
          "viewBox",
          "x",
          "y",
          "x1",
          "y1",
          "x2",
          "y2",
          "rx",
          "cx",
          "cy",
          "r",
          "d",
          "transform",
          "charset",
          "http-equiv",
          "name",
          "content",
          "href");

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

  /** Nothing in it runs, and nothing is fetched: texts may hold what they like. */
  void assertSelfContained() {
    assertFalse(text.contains("<!ENTITY"));
    final NodeList elements = document.getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      final Element element = (Element) elements.item(i);
      assertTrue(ELEMENTS.contains(element.getTagName()), element.getTagName());
      if (element.getTagName().equals("style")) {
        final String style = element.getTextContent();
        assertFalse(style.contains("url(") || style.contains("@import"), style);
        assertFalse(style.contains("//"), style);
      }
      final var attributes = element.getAttributes();
      for (int j = 0; j < attributes.getLength(); j++) {
        assertHarmless(attributes.item(j).getNodeName(), attributes.item(j).getNodeValue());
      }
    }
  }

  private static void assertHarmless(final String name, final String value) {
    assertTrue(ATTRIBUTES.contains(name), name);
    assertTrue(!name.equals("href") || value.matches("#rung[0-9]+"), value);
    final String inner = value.equals(NAMESPACE) ? "" : value;
    assertFalse(inner.contains("//") || inner.contains("url(") || inner.contains("script:"), value);
  }
}
