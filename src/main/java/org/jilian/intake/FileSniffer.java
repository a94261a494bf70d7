package org.jilian.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jilian.intake.Table.RefusedException;

/** Judges a file by its bytes, never by its name: old systems save web pages as .xls and text as .xlsx. */
final class FileSniffer {
    private static final int HEAD = 8192;
    private static final byte[] OLE2 = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final byte[] ENCRYPTED_PACKAGE = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    /** A list or record begins so, and a table's head does not. */
    private static final Pattern JSON_START = Pattern.compile("\\{\\s*[\"}]|\\[\\s*[\\[{\\]]");

    private static final Pattern HTML_START =
            Pattern.compile("<(!doctype\\s+html|head|meta|table|body|style|div|tr|!--)");

    private FileSniffer() {}

    enum Form {
        CSV,
        XLSX,
        /** the binary form before it */
        XLS,
        /** a web page, whatever its name says */
        HTML,
        /** also one record a line */
        JSON,
        XML
    }

    /** @throws RefusedException if the file is none of these */
    static Form sniff(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) {
            throw new RefusedException(FileReasons.EMPTY);
        } else if (startsWith(head, 'P', 'K', 3, 4)) {
            return Form.XLSX;
        } else if (startsWith(head, 'P', 'K') && head.length > 3 && head[2] < 9) {
            throw new RefusedException(FileReasons.ARCHIVE);
        } else if (startsWith(head, OLE2)) {
            if (holds(file, ENCRYPTED_PACKAGE)) {
                throw new RefusedException(FileReasons.ENCRYPTED);
            }
            return Form.XLS;
        } else if (isArchive(head)) {
            throw new RefusedException(FileReasons.ARCHIVE);
        }
        // markup and brackets are ASCII in every encoding that is expected here
        String start = new String(head, StandardCharsets.ISO_8859_1)
                .replace("\u00EF\u00BB\u00BF", "")
                .stripLeading()
                .toLowerCase(Locale.ROOT);
        if (start.startsWith("<")) {
            return markup(start);
        }
        if (start.startsWith("mime-version:")) {
            throw new RefusedException(FileReasons.MHTML);
        }
        if (!isText(head)) {
            throw new RefusedException(FileReasons.BINARY);
        }
        return JSON_START.matcher(start).lookingAt() ? Form.JSON : Form.CSV;
    }

    private static Form markup(String start) {
        if (start.contains("progid=\"excel.sheet\"")
                || start.contains("urn:schemas-microsoft-com:office:spreadsheet\"") && !start.contains("<html")) {
            throw new RefusedException(FileReasons.XML);
        }
        return start.contains("<html") || HTML_START.matcher(start).lookingAt() ? Form.HTML : Form.XML;
    }

    private static boolean isArchive(byte[] head) {
        return startsWith(head, 0x1F, 0x8B)
                || startsWith(head, 'R', 'a', 'r', '!')
                || startsWith(head, '7', 'z', 0xBC, 0xAF)
                || startsWith(head, '%', 'P', 'D', 'F');
    }

    /** No table has control characters but tabs and line ends, unless it is UTF-16, which a byte order mark must say. */
    private static boolean isText(byte[] head) {
        if (startsWith(head, 0xFF, 0xFE) || startsWith(head, 0xFE, 0xFF)) {
            return true;
        }
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != 0x1A && b != '\f') {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Path file, byte[] wanted) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            int matched = 0;
            for (int b = in.read(); b >= 0; b = in.read()) {
                // the first byte occurs in no other place of the word, so a mismatch restarts at 0 or 1
                matched = (byte) b == wanted[matched] ? matched + 1 : (byte) b == wanted[0] ? 1 : 0;
                if (matched == wanted.length) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xff) != start[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && java.util.Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
