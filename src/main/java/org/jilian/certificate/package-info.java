/** Who is certified which hours, and is this certificate genuine? */
@org.jspecify.annotations.NullMarked
package org.jilian.certificate;
