package org.jilian.directory;

import java.nio.file.Path;
import java.time.Instant;

/**
 * The federation as people write it down. One file describes the federation, one each node with its links; every mistake
 * is named with file and line, one of each file at a time.
 *
 * @param description a folder such as {@code config/federation}: {@code federation.yaml}, {@code nodes/*.yaml} and, where
 *     needed, {@code subject-keys/*.yaml}, {@code revocations/*.yaml}, {@code resets/*.yaml}
 * @param kinds a folder of kinds' descriptors, such as {@code config/kinds}
 * @param certificates a folder with {@code roots}, {@code authorities} and {@code tls-authorities}, which hold
 *     {@code *.cert.pem}, and {@code nodes/<id>} with {@code sign.cert.pem}, {@code encrypt.cert.pem}, {@code tls.cert.pem}
 *     and, if there is one, {@code recovery.cert.pem}; while keys rotate also {@code sign-<label>.cert.pem} and the like
 */
public record FederationFolder(Path description, Path kinds, Path certificates) {
    /**
     * What the next version should say. Links without a line in their child's file are withdrawn; kinds, keys, revocations
     * and resets stay in force without a file, and so do certificates to sign with.
     *
     * @param now from when the directory's time to live counts
     * @throws MisconfiguredException if a file is wrong, or a node of the current version has none
     */
    public DirectoryDraft draft(Directory current, Instant now) {
        return new FolderReading(this, current).draft(now);
    }
}
