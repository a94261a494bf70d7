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

    /** Bytes of the shared strings once inflated: the only part that is kept in memory. */
    static final long STRING_BYTES = 64L << 20;

    /** Inflated bytes to stored bytes of one part; real sheets stay below 60. */
    static final long RATIO = 200;

    /** Below this many inflated bytes the ratio does not matter. */
    static final long RATIO_MATTERS = 16L << 20;

    /** Parts of a workbook; real ones have some dozens. */
    static final int PARTS = 2_000;

    private Limits() {}
}
