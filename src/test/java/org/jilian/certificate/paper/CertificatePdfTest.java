package org.jilian.certificate.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jilian.record.RecordVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatePdfTest {
    private final Issued issued = Issued.under("intl");
    private final Verifier verifier = new Verifier(issued.directory());

    @ParameterizedTest
    @ValueSource(strings = {"gm", "intl"})
    void theQrCodeOnThePageAndTheAttachedProofAreVerifiedOffline(String suite) throws IOException {
        Issued some = Issued.under(suite);
        byte[] pdf = pdf(some.page());

        Answer.Genuine genuine = VerifierTest.genuine(new Verifier(some.directory()).pdf(pdf));

        assertThat(genuine.face().orElseThrow().serial()).isEqualTo(Issued.SERIAL);
        assertThat(genuine.certificate()).contains(some.certificate);
        look(pdf, "certificate-" + suite);
    }

    @Test
    void aPageSaysWhatAnOfficialCertificateSays() throws IOException {
        assertThat(text(pdf(issued.page())))
                .contains("专业技术人员继续教育学时证明", Issued.SERIAL, "示例甲", "示例单位（虚构）", "2026年度", "达到要求")
                .contains("110105********002X")
                .doesNotContain("11010519491231002X")
                .contains("计入的学习活动", "未计入的学习活动", "与记录a3f9为同一活动", "示例区人力资源和社会保障局")
                .contains("2026年11月20日", "如何核验");
    }

    @Test
    void charactersThatTheFontLacksAreReplacedAndNamed() throws IOException {
        // a character of Extension B that the font has, one of Extension G that it lacks, and one of private use
        byte[] pdf = pdf(issued.page("示\uD840\uDC89\uD884\uDF4A\uE815"));

        assertThat(text(pdf)).contains("示\uD840\uDC89〓〓", "以“〓”代替", "U+3134A", "U+E815");
        assertThat(verifier.pdf(pdf)).isInstanceOf(Answer.Genuine.class);
        look(pdf, "certificate-rare");
    }

    @Test
    void markupInAValueIsText() throws IOException {
        assertThat(text(pdf(issued.page("<b>示</b>&amp;{serial}\u0001]]>")))).contains("<b>示</b>&amp;{serial}〓]]>");
    }

    @Test
    void manyLinesGoOnOverPages() throws IOException {
        byte[] pdf = pdf(pageOf(70));

        assertThat(text(pdf)).contains("第70项示例学习活动", "第 1 页，共 ");
        assertThat(verifier.pdf(pdf)).isInstanceOf(Answer.Genuine.class);
        look(pdf, "certificate-long");
    }

    /** A head that is repeated on the next page once came out bold, laid over itself. */
    @ParameterizedTest
    @ValueSource(ints = {25, 70, 111})
    void nothingIsPrintedTwiceInOnePlace(int lines) throws IOException {
        assertThat(letterPlaces(pdf(pageOf(lines)))).isNotEmpty().doesNotHaveDuplicates();
    }

    private CertificatePage pageOf(int count) {
        List<CertificatePage.Line> lines = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            lines.add(new CertificatePage.Line("第" + i + "项示例学习活动", "专业科目", "1.5", i % 7 == 0 ? "0" : "1.5", "示例说明"));
        }
        CertificatePage page = issued.page();
        return new CertificatePage(
                page.serial(), page.holder(), page.result(), lines, page.issue(), page.qr(), page.proof());
    }

    /** Of each letter its page, place and what it is. */
    private static List<String> letterPlaces(byte[] pdf) throws IOException {
        List<String> places = new ArrayList<>();
        PDFTextStripper all = new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition letter) {
                places.add(getCurrentPageNo() + " " + letter.getX() + " " + letter.getY() + " " + letter.getUnicode());
            }
        };
        try (PDDocument document = Loader.loadPDF(pdf)) {
            all.getText(document);
        }
        return places;
    }

    @Test
    void theLongestTextIsReadFromAPictureTakenAskew() throws IOException {
        QrText longest = new QrText(QrText.PREFIX + letters(1_160));
        CertificatePage page = issued.page();
        byte[] pdf = pdf(new CertificatePage(
                page.serial(), page.holder(), page.result(), page.lines(), page.issue(), longest, page.proof()));

        BufferedImage askew;
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage straight = new PDFRenderer(document).renderImageWithDPI(0, 300);
            askew = new BufferedImage(straight.getWidth(), straight.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D graphics = askew.createGraphics();
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.setColor(Color.LIGHT_GRAY);
            graphics.fillRect(0, 0, askew.getWidth(), askew.getHeight());
            graphics.rotate(Math.toRadians(4), askew.getWidth() / 2.0, askew.getHeight() / 2.0);
            graphics.drawImage(straight, 0, 0, null);
            graphics.dispose();
        }

        assertThat(PaperReader.texts(askew)).containsExactly(longest.value());
        assertThat(PaperReader.read(pdf).texts()).containsExactly(longest.value());
    }

    private static String letters(int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; letters.length() < count; i++) {
            letters.append(Integer.toString(i * 7_919 % 46_656 + 46_656, 36));
        }
        return letters.substring(0, count);
    }

    @Test
    void anEditedTextChangesNothingOfWhatTheProofSays() throws IOException {
        byte[] edited;
        try (PDDocument document = Loader.loadPDF(pdf(issued.page()))) {
            try (PDPageContentStream content = new PDPageContentStream(
                    document, document.getPage(0), PDPageContentStream.AppendMode.APPEND, true, true)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 20);
                content.newLineAtOffset(60, 800);
                content.showText("190 hours");
                content.endText();
            }
            edited = saved(document);
        }

        Answer.Genuine genuine = VerifierTest.genuine(verifier.pdf(edited));

        assertThat(text(edited)).contains("190 hours");
        assertThat(genuine.face().orElseThrow().totals().all()).isEqualTo("90");
    }

    @Test
    void aQrCodeAndAnAttachedProofOfDifferentCertificatesAreForged() throws IOException {
        CertificatePage page = issued.page();
        RecordVersion other = issued.certificate(Issued.SERIAL, content -> content.put("unit", "另一示例单位"));
        byte[] pdf = pdf(new CertificatePage(
                page.serial(),
                page.holder(),
                page.result(),
                page.lines(),
                page.issue(),
                page.qr(),
                issued.file(other)));

        assertThat(verifier.pdf(pdf))
                .isInstanceOfSatisfying(
                        Answer.Forged.class,
                        forged -> assertThat(forged.reason()).contains("the attached proof is of another"));
    }

    @Test
    void aLaterVersionOfTheSameCertificateBelongsToItsFace() throws IOException {
        CertificatePage page = issued.page();
        RecordVersion revoked = issued.next(issued.certificate, "revoked", content -> content);
        byte[] pdf = pdf(new CertificatePage(
                page.serial(),
                page.holder(),
                page.result(),
                page.lines(),
                page.issue(),
                page.qr(),
                issued.file(revoked)));

        assertThat(VerifierTest.genuine(verifier.pdf(pdf)).status().orElseThrow())
                .isInstanceOf(Status.Revoked.class);
    }

    @Test
    void withoutItsAttachmentTheQrCodeDoesAndWithoutBothNothing() throws IOException {
        byte[] bare;
        try (PDDocument document = Loader.loadPDF(pdf(issued.page()))) {
            document.getDocumentCatalog().setNames(null);
            bare = saved(document);
        }
        byte[] empty;
        try (PDDocument document = new PDDocument()) {
            document.addPage(new org.apache.pdfbox.pdmodel.PDPage());
            empty = saved(document);
        }

        assertThat(VerifierTest.genuine(verifier.pdf(bare)).certificate()).isEmpty();
        assertThat(verifier.pdf(empty)).isInstanceOf(Answer.Unreadable.class);
        assertThat(verifier.pdf(new byte[] {'%', 'P', 'D', 'F'})).isInstanceOf(Answer.Unreadable.class);
        assertThat(verifier.pdf(new byte[0])).isInstanceOf(Answer.Unreadable.class);
    }

    private static byte[] pdf(CertificatePage page) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CertificatePdf.render(page, out);
        return out.toByteArray();
    }

    private static byte[] saved(PDDocument document) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return out.toByteArray();
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    /** With {@code -Djilian.pages=<folder>}, pages are left there as pictures to look at. */
    private static void look(byte[] pdf, String name) throws IOException {
        String folder = System.getProperty("jilian.pages");
        if (folder == null) {
            return;
        }
        Files.write(Path.of(folder, name + ".pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int page = 0; page < document.getNumberOfPages(); page++) {
                BufferedImage image = new PDFRenderer(document).renderImageWithDPI(page, 110);
                ImageIO.write(
                        image,
                        "PNG",
                        Path.of(folder, name + "-" + (page + 1) + ".png").toFile());
            }
        }
    }
}
