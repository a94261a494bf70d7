package org.jilian.intake;

/** What a file may have at most, so that no file can exhaust the machine. */
final class Limits {
    /** Rows; twice what a spreadsheet program can hold. */
    static final long ROWS = 2_000_000;

    static final int COLUMNS = 500;

    /** Characters of one cell: what spreadsheet programs allow. */
    static final int CELL = 32_767;

    /** Rows in which the heads must stand. */
    static final int HEAD_ROWS = 30;

    /** Bytes that one part of a workbook may have once inflated. */
    static final long PART_BYTES = 1L << 30;

    /** Bytes of the shared strings once inflated, or of another part that is kept in memory. */
    static final long KEPT_BYTES = 64L << 20;

    /** Shared strings of a workbook. */
    static final int STRINGS = 2_000_000;

    /** Formats, relations and the like of a workbook; spreadsheet programs allow 65,490 formats. */
    static final int KEPT = 200_000;

    /** Sheets of a workbook; each is opened to look for the heads. */
    static final int SHEETS = 255;

    /** Characters of a formula: what spreadsheet programs allow. */
    static final int FORMULA = 8_192;

    /** Inflated bytes to stored bytes of one part; real sheets stay below 60. */
    static final long RATIO = 200;

    /** Below this many inflated bytes the ratio does not matter. */
    static final long RATIO_MATTERS = 16L << 20;

    /** Parts of a workbook; real ones have some dozens. */
    static final int PARTS = 2_000;

    private Limits() {}
}
