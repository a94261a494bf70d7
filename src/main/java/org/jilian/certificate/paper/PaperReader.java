package org.jilian.certificate.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.Result;
import com.google.zxing.client.j2se.BufferedImageLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.PDNameTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/**
 * Finds in a PDF what can be verified: QR codes on its last pages, which are drawn for that, and the attached proof. Of
 * what is malformed or too large it says so in an {@link IOException}; a page's drawing is bounded, not its time.
 */
final class PaperReader {
    /** The name of the attached proof file. */
    static final String ATTACHMENT = "certificate.json";

    private static final int MAX_PDF = 20 << 20;
    private static final int MAX_ATTACHMENT = 4 << 20;
    private static final int MAX_PAGES = 5;
    private static final int MAX_KIDS = 100;
    /** Pixels of a drawn page's longer side: A4 at 300 and at 400 to the inch. */
    private static final List<Integer> SIDES = List.of(3_500, 4_650);

    private static final Map<DecodeHintType, ?> HINTS =
            Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.POSSIBLE_FORMATS, List.of(BarcodeFormat.QR_CODE));

    private PaperReader() {}

    /** @param texts different ones that begin as a certificate's */
    record Found(Set<String> texts, Optional<byte[]> attachment) {}

    static Found read(byte[] pdf) throws IOException {
        if (pdf.length > MAX_PDF) {
            throw new IOException("it has " + pdf.length + " bytes, more than " + MAX_PDF);
        }
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new Found(texts(document), attachment(document));
        } catch (RuntimeException e) {
            // PDFBox and AWT throw several kinds on files that are made to be broken
            throw new IOException(e.toString(), e);
        }
    }

    private static Set<String> texts(PDDocument document) throws IOException {
        PDFRenderer renderer = new PDFRenderer(document);
        int last = document.getNumberOfPages() - 1;
        Set<String> texts = new TreeSet<>();
        for (int side : SIDES) {
            // a certificate's is on its last page
            for (int page = last; page > last - MAX_PAGES && page >= 0 && texts.isEmpty(); page--) {
                PDRectangle box = document.getPage(page).getCropBox();
                float longer = Math.max(box.getWidth(), box.getHeight());
                if (longer >= 1) {
                    texts.addAll(texts(renderer.renderImage(page, side / longer, ImageType.GRAY)));
                }
            }
        }
        return texts;
    }

    /** What the codes of a certificate in a picture say. */
    static List<String> texts(BufferedImage image) {
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(new BufferedImageLuminanceSource(image)));
        try {
            return Arrays.stream(new QRCodeMultiReader().decodeMultiple(bitmap, HINTS))
                    .map(Result::getText)
                    .filter(text -> text.startsWith(QrText.PREFIX))
                    .toList();
        } catch (NotFoundException e) {
            // a page without one
            return List.of();
        }
    }

    private static Optional<byte[]> attachment(PDDocument document) throws IOException {
        PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
        if (names == null || names.getEmbeddedFiles() == null) {
            return Optional.empty();
        }
        Optional<PDComplexFileSpecification> file = find(names.getEmbeddedFiles(), 0);
        PDEmbeddedFile embedded =
                file.map(PDComplexFileSpecification::getEmbeddedFile).orElse(null);
        if (embedded == null) {
            return Optional.empty();
        }
        try (InputStream in = embedded.createInputStream()) {
            byte[] bytes = in.readNBytes(MAX_ATTACHMENT + 1);
            if (bytes.length > MAX_ATTACHMENT) {
                throw new IOException("its file " + ATTACHMENT + " has more than " + MAX_ATTACHMENT + " bytes");
            }
            return Optional.of(bytes);
        }
    }

    /** Programs that save a PDF anew may make a deeper tree of its names. */
    private static Optional<PDComplexFileSpecification> find(PDNameTreeNode<PDComplexFileSpecification> tree, int depth)
            throws IOException {
        Map<String, PDComplexFileSpecification> here = tree.getNames();
        if (here != null) {
            for (PDComplexFileSpecification file : here.values()) {
                if (file != null && (ATTACHMENT.equals(file.getFile()) || ATTACHMENT.equals(file.getFileUnicode()))) {
                    return Optional.of(file);
                }
            }
        }
        List<PDNameTreeNode<PDComplexFileSpecification>> kids = tree.getKids();
        if (kids == null || depth > 2) {
            return Optional.empty();
        }
        for (PDNameTreeNode<PDComplexFileSpecification> kid : kids.subList(0, Math.min(kids.size(), MAX_KIDS))) {
            Optional<PDComplexFileSpecification> found = find(kid, depth + 1);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
