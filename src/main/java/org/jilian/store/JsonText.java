package org.jilian.store;

import java.nio.charset.StandardCharsets;

/** A parameter for a json column: a document in UTF-8, as it came. It is made a text only where the engine wants one. */
record JsonText(byte[] utf8) {
    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
