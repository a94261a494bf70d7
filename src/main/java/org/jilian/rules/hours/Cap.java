package org.jilian.rules.hours;

import java.util.Optional;
import java.util.SortedSet;

/**
 * The most that counts; what is beyond is not counted, and is no violation.
 *
 * @param category only of this one, if given
 * @param forms only of these, if any
 */
public record Cap(Per per, Optional<Category> category, SortedSet<String> forms, Quantity most, Source source) {
    /** Of what it is the most. */
    public enum Per {
        PERIOD("period"),
        ACTIVITY("activity"),
        DAY("day");

        private final String code;

        Per(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }

    boolean concerns(Category of, @org.jspecify.annotations.Nullable String form) {
        return category.map(of::equals).orElse(true) && (forms.isEmpty() || form != null && forms.contains(form));
    }
}
