package org.jilian.certificate.paper;

import org.jilian.record.MalformedException;

/**
 * A name of which the first character is shown and of the others no more than how many (遮蔽姓名), such as {@code 示**}. A
 * longer name than {@link #MOST} characters shows as many stars as one of that length.
 */
record MaskedName(String first, int stars) {
    /** In characters, as code points. */
    static final int MOST = 40;

    private static final int STAR = '*';

    MaskedName {
        boolean one = first.codePointCount(0, first.length()) == 1;
        boolean shown = one
                && first.codePointAt(0) != STAR
                && !Character.isISOControl(first.codePointAt(0))
                && Character.getType(first.codePointAt(0)) != Character.SURROGATE;
        if (!shown || stars < 1 || stars >= MOST) {
            throw new MalformedException(
                    "masked name",
                    "one character and 1 to " + (MOST - 1) + " stars",
                    first + "*".repeat(Math.max(0, Math.min(stars, MOST))));
        }
    }

    /** Of a name of two or more characters; one of a single character is shown whole, and a star says that it is masked. */
    static MaskedName of(String name) {
        if (name.isEmpty()) {
            throw new MalformedException("name", "one character or more", "nothing");
        }
        int first = name.offsetByCodePoints(0, 1);
        int others = name.codePointCount(first, name.length());
        return new MaskedName(name.substring(0, first), Math.max(1, Math.min(others, MOST - 1)));
    }

    /** @throws MalformedException if the text is not one character and stars: then more of a name might be shown */
    static MaskedName read(String text) {
        int first = text.isEmpty() ? 0 : text.offsetByCodePoints(0, 1);
        String stars = text.substring(first);
        if (!stars.chars().allMatch(c -> c == STAR)) {
            throw new MalformedException("name of a face", "one character and stars", text);
        }
        return new MaskedName(text.substring(0, first), stars.length());
    }

    @Override
    public String toString() {
        return first + "*".repeat(stars);
    }
}
