package org.jilian.intake;

/** Rows that earlier files gave and that were taken in whole: 16 bytes each, as many as memory has. Not for several threads. */
public final class KnownRows {
    private static final int SPARSE = 2;

    private long[] high = new long[1 << 4];
    private long[] low = new long[1 << 4];
    private int size;
    private boolean zero;

    /** For whoever remembers nothing; nothing is to be added to it. */
    public static KnownRows none() {
        return new KnownRows();
    }

    public void add(RowPrint print) {
        if (size * SPARSE >= high.length) {
            grow();
        }
        if (print.high() == 0) {
            // marks a free place; one in 2^64
            zero = true;
            return;
        }
        int slot = slot(print.high(), print.low());
        if (high[slot] == 0) {
            high[slot] = print.high();
            low[slot] = print.low();
            size++;
        }
    }

    public boolean has(RowPrint print) {
        return print.high() == 0 ? zero : high[slot(print.high(), print.low())] != 0;
    }

    public boolean isEmpty() {
        return size == 0 && !zero;
    }

    private int slot(long h, long l) {
        int slot = (int) (h >>> 32 ^ h) & high.length - 1;
        while (high[slot] != 0 && (high[slot] != h || low[slot] != l)) {
            slot = slot + 1 & high.length - 1;
        }
        return slot;
    }

    private void grow() {
        long[] highs = high;
        long[] lows = low;
        high = new long[highs.length << 1];
        low = new long[high.length];
        for (int i = 0; i < highs.length; i++) {
            if (highs[i] != 0) {
                int slot = slot(highs[i], lows[i]);
                high[slot] = highs[i];
                low[slot] = lows[i];
            }
        }
    }
}
