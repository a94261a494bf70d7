package org.jilian.rules;

import java.util.Locale;

/** One message in both languages of the product; whoever shows it chooses. */
public record Text(String zh, String en) {
    public String in(Locale locale) {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage()) ? zh : en;
    }
}
