package org.jilian.rules.hours;

import java.util.SortedSet;

/** By what two records are one activity (重复登记): the one with more hours counts, whatever the institutions' names. */
public record Doubles(SortedSet<Same> by, Source source) {
    /** What must be the same. */
    public enum Same {
        COURSE("course"),
        COURSE_AND_START("course-and-start"),
        COURSE_CODE("course-code");

        private final String code;

        Same(String code) {
            this.code = code;
        }

        @Override
        public String toString() {
            return code;
        }
    }
}
