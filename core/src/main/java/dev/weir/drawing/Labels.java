package dev.weir.drawing;

import dev.weir.story.Phrases;
import dev.weir.story.StoryLanguage;
import dev.weir.story.StoryStep;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of drawings, in one language. */
final class Labels {
  private static final ResourceBundle.Control ENGLISH_OTHERWISE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private final ResourceBundle bundle;
  private final Locale locale;
  private final Phrases phrases;

  /** The words of a language; English where there are none. */
  Labels(final Locale locale) {
    bundle = ResourceBundle.getBundle("dev.weir.drawing.Labels", locale, ENGLISH_OTHERWISE);
    this.locale =
        Locale.CHINESE.getLanguage().equals(locale.getLanguage()) ? Locale.CHINESE : Locale.ENGLISH;
    phrases = new Phrases(language(locale));
  }

  private static StoryLanguage language(final Locale locale) {
    for (final StoryLanguage each : StoryLanguage.values()) {
      if (each.code().equals(locale.getLanguage())) {
        return each;
      }
    }
    return StoryLanguage.ENGLISH;
  }

  /** What a step of a story is called. */
  String kind(final StoryStep.Kind kind) {
    return phrases.kind(kind);
  }

  /** The language of the words: BCP 47. */
  String language() {
    return Locale.CHINESE.equals(locale) ? "zh-Hans" : "en";
  }

  /** A span of nanoseconds with three digits, as stories write it. */
  String span(final long nanos) {
    return phrases.duration(Math.max(0, nanos));
  }

  /** A phrase without gaps. */
  String get(final String key) {
    return bundle.getString(key);
  }

  /** A phrase with its gaps filled: numbers are grouped, texts are taken as they are. */
  String get(final String key, final Object... values) {
    return new MessageFormat(bundle.getString(key), Locale.ENGLISH).format(values);
  }
}
