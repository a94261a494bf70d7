/** What the gateway carries, register by register, told as the story of each. */
@org.jspecify.annotations.NullMarked
package org.jilian.domain;
