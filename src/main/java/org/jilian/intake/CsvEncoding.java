package org.jilian.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jilian.intake.Table.RefusedException;

/**
 * How a text file is encoded, decided over the whole file and never by likelihood: a byte order mark; else UTF-8 if every
 * byte is; else GB18030, which holds GBK and GB 2312, if every byte is. No text in GBK of a few lines is valid UTF-8 by
 * accident, and a text that is both is ASCII.
 *
 * @param mark bytes of the byte order mark
 */
record CsvEncoding(Charset charset, int mark) {
    static final Charset GB18030 = Charset.forName("GB18030");

    /** @throws RefusedException if the file is in none of them */
    static CsvEncoding of(Path file) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(file)) {
            start = in.readNBytes(3);
        }
        List<CsvEncoding> candidates;
        if (start.length == 3 && start[0] == (byte) 0xEF && start[1] == (byte) 0xBB && start[2] == (byte) 0xBF) {
            candidates = List.of(new CsvEncoding(StandardCharsets.UTF_8, 3));
        } else if (start.length >= 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xFE) {
            candidates = List.of(new CsvEncoding(StandardCharsets.UTF_16LE, 2));
        } else if (start.length >= 2 && start[0] == (byte) 0xFE && start[1] == (byte) 0xFF) {
            candidates = List.of(new CsvEncoding(StandardCharsets.UTF_16BE, 2));
        } else {
            candidates = List.of(new CsvEncoding(StandardCharsets.UTF_8, 0), new CsvEncoding(GB18030, 0));
        }
        for (CsvEncoding candidate : candidates) {
            if (candidate.fits(file)) {
                return candidate;
            }
        }
        throw new RefusedException(FileReasons.CHARSET);
    }

    /** Reads the text; a byte that does not fit is an error, never a question mark. */
    Reader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        in.skipNBytes(mark);
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private boolean fits(Path file) throws IOException {
        char[] buffer = new char[1 << 15];
        try (Reader reader = open(file)) {
            int read = reader.read(buffer);
            while (read >= 0) {
                for (int i = 0; i < read; i++) {
                    // text has no such characters in any encoding: this is not the one
                    if (buffer[i] == 0 || buffer[i] == 0xFFFE) {
                        return false;
                    }
                }
                read = reader.read(buffer);
            }
            return true;
        } catch (CharacterCodingException e) {
            // the decoder says by exception what is here an expected answer
            return false;
        }
    }
}
