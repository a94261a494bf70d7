package org.jilian.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jilian.rules.Reason;
import org.jilian.store.ApiToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What systems of title review, appointment and qualification ask (核验).
 *
 * <p>Always true: nobody learns anything about a person before who asked, and why, is committed to the audit trail; and who is
 * not registered here is answered for as who has no certificate.
 */
@RestController
@RequestMapping("/api/v1")
class VerificationApi {
    /** What the audit trail calls it. */
    static final String VERIFIED = "api.person-verified";

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final int LONGEST = 16 << 10;

    private static final Reason NOT_HELD = Reason.of(
            "certificate.not-held",
            "本节点没有此编号的学时证明",
            "this node holds no certificate of this serial number",
            "核对编号；也可能保存在发证机关或其上级的节点，请向其查询",
            "compare the number; its issuer's node, or one above it, may hold it: ask there");

    private final Premises premises;
    private final Verifies verifies;
    private final Allowance certificates;
    private final Allowance persons;

    VerificationApi(Premises premises, Verifies verifies, ApiSettings settings) {
        this.premises = premises;
        this.verifies = verifies;
        this.certificates = new Allowance(premises.self().clock(), settings.verificationsPerMinute());
        this.persons = new Allowance(premises.self().clock(), settings.verificationsPerMinute());
    }

    @GetMapping("/certificates/{serial}")
    ObjectNode certificate(@RequestAttribute(ApiGuard.CALLER) ApiToken caller, @PathVariable("serial") String serial) {
        take(certificates, caller);
        return verifies.certificate(serial).orElseThrow(() -> new RefusedRequestException(404, NOT_HELD));
    }

    @PostMapping("/verifications")
    ObjectNode person(HttpServletRequest request, @RequestAttribute(ApiGuard.CALLER) ApiToken caller) {
        take(persons, caller);
        VerificationForm form = VerificationForm.read(
                BoundedBody.read(request, LONGEST),
                LocalDate.ofInstant(premises.self().now(), CHINA));
        Verifies.Found found = verifies.person(form.question());
        ObjectNode detail = Tokens.detail(caller)
                .put("purpose", form.purpose())
                .put("period", form.question().period().value())
                .put("answer", found.answer().path("answer").asText());
        found.subjects().forEach(detail.putArray("subjects")::add);
        // before anybody sees it: whoever cannot be written down is not answered
        premises.note(VERIFIED, detail);
        return found.answer();
    }

    private static void take(Allowance allowance, ApiToken caller) {
        allowance.take(caller.id()).ifPresent(wait -> {
            throw new ProblemException(Problem.tooOften("token.too-often", wait));
        });
    }
}
