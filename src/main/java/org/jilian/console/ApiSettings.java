package org.jilian.console;

/**
 * How much may be asked.
 *
 * @param bytes of one request
 * @param records of one request
 * @param verificationsPerMinute of one token, of certificates and of persons each
 * @param behindProxy whether a proxy of one's own stands before, whose word for where a request comes from is taken
 */
public record ApiSettings(int bytes, int records, int verificationsPerMinute, boolean behindProxy) {
    public static final ApiSettings USUAL = new ApiSettings(16 << 20, 10_000, 60, false);
}
