package org.jilian.crypto;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whatever engine or socket comes from here speaks TLS 1.3 only and, as a server, demands a certificate, without its
 * user having to ask: a JDK context named TLSv1.3 would by itself also speak 1.2, and demand nothing.
 */
final class Tls13ContextSpi extends SSLContextSpi {
    private static final String[] VERSIONS = {MutualTls.VERSION};

    private final SSLContext jdk;

    Tls13ContextSpi(SSLContext jdk) {
        this.jdk = jdk;
    }

    private static SSLParameters narrowed(SSLParameters parameters) {
        parameters.setProtocols(VERSIONS);
        parameters.setNeedClientAuth(true);
        return parameters;
    }

    private static SSLEngine narrowed(SSLEngine engine) {
        engine.setEnabledProtocols(VERSIONS);
        engine.setNeedClientAuth(true);
        return engine;
    }

    private static Socket narrowed(Socket socket) {
        ((SSLSocket) socket).setEnabledProtocols(VERSIONS);
        ((SSLSocket) socket).setNeedClientAuth(true);
        return socket;
    }

    private static SSLServerSocket narrowed(java.net.ServerSocket socket) {
        SSLServerSocket server = (SSLServerSocket) socket;
        server.setEnabledProtocols(VERSIONS);
        server.setNeedClientAuth(true);
        return server;
    }

    @Override
    protected void engineInit(
            KeyManager @Nullable [] keys, TrustManager @Nullable [] trust, @Nullable SecureRandom random) {
        throw new IllegalStateException("this TLS context is made ready and not initialised again");
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return narrowed(jdk.createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return narrowed(jdk.createSSLEngine(host, port));
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return jdk.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return jdk.getClientSessionContext();
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return narrowed(jdk.getDefaultSSLParameters());
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return narrowed(jdk.getSupportedSSLParameters());
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return new Sockets(jdk.getSocketFactory());
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return new ServerSockets(jdk.getServerSocketFactory());
    }

    private static final class Sockets extends SSLSocketFactory {
        private final SSLSocketFactory jdk;

        Sockets(SSLSocketFactory jdk) {
            this.jdk = jdk;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return jdk.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return jdk.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket() throws IOException {
            return narrowed(jdk.createSocket());
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            return narrowed(jdk.createSocket(socket, host, port, autoClose));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return narrowed(jdk.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return narrowed(jdk.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return narrowed(jdk.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return narrowed(jdk.createSocket(host, port, local, localPort));
        }
    }

    private static final class ServerSockets extends SSLServerSocketFactory {
        private final SSLServerSocketFactory jdk;

        ServerSockets(SSLServerSocketFactory jdk) {
            this.jdk = jdk;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return jdk.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return jdk.getSupportedCipherSuites();
        }

        @Override
        public SSLServerSocket createServerSocket() throws IOException {
            return narrowed(jdk.createServerSocket());
        }

        @Override
        public SSLServerSocket createServerSocket(int port) throws IOException {
            return narrowed(jdk.createServerSocket(port));
        }

        @Override
        public SSLServerSocket createServerSocket(int port, int backlog) throws IOException {
            return narrowed(jdk.createServerSocket(port, backlog));
        }

        @Override
        public SSLServerSocket createServerSocket(int port, int backlog, InetAddress local) throws IOException {
            return narrowed(jdk.createServerSocket(port, backlog, local));
        }
    }
}
