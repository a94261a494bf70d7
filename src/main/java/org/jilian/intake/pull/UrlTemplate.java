package org.jilian.intake.pull;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A URL with {@code {placeholders}}. A query parameter whose placeholder has no value yet is left out. */
record UrlTemplate(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final Set<String> KNOWN = Set.of("page", "offset", "size", "cursor", "since");

    /** @throws IllegalArgumentException if it is no URL or names an unknown placeholder */
    UrlTemplate {
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            if (!KNOWN.contains(places.group(1))) {
                throw new IllegalArgumentException(
                        "url should have no placeholders but " + KNOWN + ", has {" + places.group(1) + "}");
            }
        }
        if (text.indexOf('#') >= 0) {
            throw new IllegalArgumentException("url should have no '#': it is never sent; write %23");
        }
        uri(PLACE.matcher(text).replaceAll("0"));
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "url should be a URL whose special characters are written with %, but: " + e.getMessage(), e);
        }
    }

    boolean names(String placeholder) {
        return text.contains("{" + placeholder + "}");
    }

    URI with(Map<String, String> values) {
        int query = text.indexOf('?');
        if (query < 0) {
            return uri(filled(text, values));
        }
        List<String> kept = new ArrayList<>();
        for (String parameter : text.substring(query + 1).split("&", -1)) {
            if (has(parameter, values)) {
                kept.add(filled(parameter, values));
            }
        }
        String path = filled(text.substring(0, query), values);
        return uri(kept.isEmpty() ? path : path + "?" + String.join("&", kept));
    }

    private static boolean has(String part, Map<String, String> values) {
        return PLACE.matcher(part).results().allMatch(place -> values.containsKey(place.group(1)));
    }

    private static String filled(String part, Map<String, String> values) {
        return PLACE.matcher(part)
                .replaceAll(place -> Matcher.quoteReplacement(
                        URLEncoder.encode(values.getOrDefault(place.group(1), ""), StandardCharsets.UTF_8)
                                .replace("+", "%20")));
    }
}
