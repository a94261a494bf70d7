package org.jilian.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What was sent, if it is not longer than allowed. */
final class BoundedBody {
    /** Of what is too long so much is still read and thrown away: who still sends does not hear the answer otherwise. */
    private static final long THROWN_AWAY = 64L << 20;

    private BoundedBody() {}

    static byte[] read(HttpServletRequest request, int most) {
        String type = request.getContentType();
        if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
            throw new ProblemException(Problem.FORM);
        }
        try {
            InputStream in = request.getInputStream();
            byte[] body = in.readNBytes(most);
            if (in.read() < 0) {
                return body;
            }
            throwAway(in);
        } catch (IOException e) {
            throw new UncheckedIOException("whoever sent this broke off", e);
        }
        throw new ProblemException(Problem.tooLarge(most));
    }

    private static void throwAway(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long thrown = 0;
        int read = in.read(buffer);
        while (read >= 0 && thrown < THROWN_AWAY) {
            thrown += read;
            read = in.read(buffer);
        }
    }
}
