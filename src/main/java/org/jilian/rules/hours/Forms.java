package org.jilian.rules.hours;

import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Which forms of learning count (计入学时的形式): only these, or all but these. An unstated form is not excluded. */
public record Forms(boolean only, SortedSet<String> forms, Source source) {
    boolean count(@Nullable String form) {
        return form == null || forms.contains(form) == only;
    }
}
