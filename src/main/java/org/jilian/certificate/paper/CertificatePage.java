package org.jilian.certificate.paper;

import java.time.LocalDate;
import java.util.List;
import org.jilian.rules.Masked;

/**
 * What is printed of one certificate, in the words that are printed. The page does not judge it: the QR code and the
 * attached proof say what is so, and these words are compared with them.
 *
 * @param lines counted ones and those not counted, in the order of the judgement
 * @param proof the certificate's proof file, as {@code export-proof} writes it; attached to the PDF
 */
public record CertificatePage(
        String serial, Holder holder, Result result, List<Line> lines, Issue issue, QrText qr, byte[] proof) {
    public CertificatePage {
        lines = List.copyOf(lines);
    }

    /** Whose it is; of the document's number the first six and last four characters, whatever was given. */
    public record Holder(String name, String documentNumber, String unit) {
        public Holder {
            documentNumber = documentNumber.indexOf('*') >= 0 ? documentNumber : Masked.of(documentNumber);
        }
    }

    /**
     * What the hours came to.
     *
     * @param period as people call it, such as 2026年度
     * @param policy its name and version
     * @param shortfalls what is missing, such as 专业科目差12学时; empty if the duty is met
     */
    public record Result(
            String period,
            String policy,
            CertificateFace.Totals totals,
            CertificateFace.Verdict verdict,
            List<String> shortfalls) {
        public Result {
            shortfalls = List.copyOf(shortfalls);
        }
    }

    /**
     * One activity.
     *
     * @param hours what it came to, and how many of them count; decimals
     * @param category as people call it, such as 公需科目
     * @param reason why hours of it do not count; empty if all do
     */
    public record Line(String title, String category, String hours, String counted, String reason) {
        boolean isCounted() {
            return !counted.equals("0");
        }
    }

    /** @param issuer the authority's name. @param delegation number of what entitles it to issue */
    public record Issue(String issuer, LocalDate date, String delegation) {}
}
