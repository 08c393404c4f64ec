package dev.weir.story;

import java.util.Locale;

/** The languages in which stories are told. */
public enum StoryLanguage {
  /** English. */
  ENGLISH("en", Locale.ENGLISH),
  /** Simplified Chinese. */
  CHINESE("zh", Locale.SIMPLIFIED_CHINESE);

  private final String code;
  private final Locale locale;

  StoryLanguage(final String code, final Locale locale) {
    this.code = code;
    this.locale = locale;
  }

  /**
   * The name on the command line.
   *
   * @return ISO 639-1, lower case.
   */
  public String code() {
    return code;
  }

  Locale locale() {
    return locale;
  }
}
