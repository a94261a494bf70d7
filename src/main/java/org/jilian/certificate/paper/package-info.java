/** The paper of an hour certificate (纸质证明): the page, what its QR code proves offline, and the check of either. */
@NullMarked
package org.jilian.certificate.paper;

import org.jspecify.annotations.NullMarked;
