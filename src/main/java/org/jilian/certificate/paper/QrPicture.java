package org.jilian.certificate.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.client.j2se.MatrixToImageWriter;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/**
 * A text as a QR code (GB/T 18284, ISO/IEC 18004) of error correction level M, which bears 15 % of it being lost: a fold
 * or a stamp's edge. Level Q would need a third more modules on the same paper.
 */
final class QrPicture {
    /** In modules, as the standard asks for. */
    private static final int QUIET_ZONE = 4;

    private static final int PIXELS_A_MODULE = 8;

    private QrPicture() {}

    /** As PNG, a module eight pixels wide, with its quiet zone. */
    static byte[] png(QrText text) {
        Map<EncodeHintType, ?> hints =
                Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M, EncodeHintType.MARGIN, QUIET_ZONE);
        try {
            // asked for no size, it makes the smallest: one pixel a module
            BitMatrix small = new QRCodeWriter().encode(text.value(), BarcodeFormat.QR_CODE, 0, 0, hints);
            int side = small.getWidth() * PIXELS_A_MODULE;
            BitMatrix large = new QRCodeWriter().encode(text.value(), BarcodeFormat.QR_CODE, side, side, hints);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            MatrixToImageWriter.writeToStream(large, "PNG", out);
            return out.toByteArray();
        } catch (WriterException | IOException e) {
            throw new IllegalStateException("a text of at most " + QrText.MAX_LENGTH + " characters fits a QR code", e);
        }
    }
}
