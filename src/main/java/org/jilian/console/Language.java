package org.jilian.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** Which of the product's languages a request wants: Chinese, unless it prefers English by {@code Accept-Language}. */
final class Language {
    private Language() {}

    static Locale of(HttpServletRequest request) {
        boolean said = request.getHeader("Accept-Language") != null;
        return said && request.getLocale().getLanguage().equals("en") ? Locale.ENGLISH : Locale.CHINESE;
    }
}
