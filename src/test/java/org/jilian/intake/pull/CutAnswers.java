package org.jilian.intake.pull;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers the first request with less than its Content-Length, and each one after it whole. */
final class CutAnswers implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

    CutAnswers(String body) throws IOException {
        Thread thread = new Thread(() -> answer(body), "cut-answers");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void answer(String body) {
        for (int n = 0; !server.isClosed(); n++) {
            try (Socket socket = server.accept()) {
                byte[] request = new byte[8192];
                if (socket.getInputStream().read(request) > 0) {
                    // what is cut off is white space: the JSON alone would not show it
                    String whole = body + " ".repeat(50);
                    String sent = n == 0 ? body : whole;
                    OutputStream out = socket.getOutputStream();
                    out.write(
                            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                            + whole.length() + "\r\n\r\n" + sent)
                                    .getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
            } catch (IOException e) {
                // the test is over, or the client went away
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
