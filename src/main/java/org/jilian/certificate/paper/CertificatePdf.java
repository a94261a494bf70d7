package org.jilian.certificate.paper;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/** A certificate as PDF (打印件): A4, its font in it, its QR code on it and its proof file attached. */
public final class CertificatePdf {
    private static final int REGULAR = 400;

    static {
        // it says what it does line by line otherwise, beside the node's own log
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, java.util.logging.Level.WARNING));
    }

    private CertificatePdf() {}

    /** Some 0.8 s, the first some seconds: the font is read anew. Safe for several threads; the stream is not closed. */
    public static void render(CertificatePage page, OutputStream out) throws IOException {
        // saving is what subsets the font; only after that its map of characters can be mended
        try (PDDocument document = Loader.loadPDF(set(page))) {
            SearchableText.mend(document);
            attach(document, page.proof());
            document.save(out);
        }
    }

    private static byte[] set(CertificatePage page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        // tagged, so that it can be read aloud; and no font of the machine it is made on is looked for
        builder.usePdfUaAccessibility(true);
        builder.useFont(PageFont::open, PageFont.FAMILY, REGULAR, FontStyle.NORMAL, true);
        builder.withHtmlContent(PageHtml.of(page), null);
        builder.withProducer("Jilian");
        builder.toStream(out);
        builder.run();
        return out.toByteArray();
    }

    private static void attach(PDDocument document, byte[] proof) throws IOException {
        PDEmbeddedFile embedded = new PDEmbeddedFile(document, new ByteArrayInputStream(proof));
        embedded.setSubtype("application/json");
        embedded.setSize(proof.length);
        PDComplexFileSpecification file = new PDComplexFileSpecification();
        file.setFile(PaperReader.ATTACHMENT);
        file.setFileUnicode(PaperReader.ATTACHMENT);
        file.setFileDescription("学时证明的存在证明文件 (proof file)");
        file.setEmbeddedFile(embedded);
        file.setEmbeddedFileUnicode(embedded);
        PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
        files.setNames(Map.of(PaperReader.ATTACHMENT, file));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(files);
        document.getDocumentCatalog().setNames(names);
    }
}
