package org.jilian.intake.pull;

import java.net.URI;
import java.util.Optional;

/**
 * Client credentials (RFC 6749 section 4.4).
 *
 * @param inBody id and secret are sent in the form instead of the header that the RFC prefers
 */
public record OAuth(URI tokenUrl, String clientId, Concealed secret, Optional<String> scope, boolean inBody) {}
