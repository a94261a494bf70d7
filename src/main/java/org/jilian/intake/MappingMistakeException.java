package org.jilian.intake;

import java.nio.file.Path;

/** A mapping, code table, kind or policy that its author must mend before anything can be imported: says file and line. */
public final class MappingMistakeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param line 1-based */
    MappingMistakeException(Path file, int line, String path, String expected, String actual) {
        super(file + " line " + line + ": " + path + " should be " + expected + ", but is '" + actual + "'");
    }

    /** @param mistake what is wrong there, in full */
    MappingMistakeException(Path file, int line, RuntimeException mistake) {
        super(file + " line " + line + ": " + mistake.getMessage(), mistake);
    }
}
