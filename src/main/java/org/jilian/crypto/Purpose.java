package org.jilian.crypto;

/** What one of a node's three certificates is for; a key never serves two purposes. */
public enum Purpose {
    SIGN,
    ENCRYPT,
    TLS;

    /** The stem of this purpose's files: {@code sign.key.pem}, {@code sign.csr.pem}, {@code sign.cert.pem}. */
    public String stem() {
        return switch (this) {
            case SIGN -> "sign";
            case ENCRYPT -> "encrypt";
            case TLS -> "tls";
        };
    }
}
