package org.jilian.intake.pull;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Which hosts may be asked, and which of them are the same. */
record Origins(boolean insecure) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /**
     * @param what the URL is
     * @throws IllegalArgumentException if it may not be asked
     */
    URI checked(URI uri, String what) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    what + " should begin with https:// and a host; only http and https are spoken");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    what + " should hold no user or password: write them under 'basic', the password in a file");
        }
        if (scheme.equals("http") && !insecure && !LOOPBACK.contains(uri.getHost())) {
            throw new IllegalArgumentException(what + " should be https: over plain http everybody on the way reads"
                    + " and changes credentials and personal data. Where nothing else is to be had, on a line that is"
                    + " guarded otherwise, set 'insecure: true'");
        }
        return uri;
    }

    /** Also of {@code ?page=2} alone, which {@link URI#resolve} reads as before RFC 3986. */
    static URI resolve(URI from, String reference) throws AnswerException {
        try {
            return reference.startsWith("?")
                    ? URI.create(shown(from) + reference)
                    : from.resolve(URI.create(reference));
        } catch (IllegalArgumentException e) {
            throw new AnswerException("the platform names as the next a URL that is none; see url and 'paging'");
        }
    }

    static boolean same(URI one, URI other) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    /** For people: without the query, in which a platform may have put anything. */
    static String shown(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
