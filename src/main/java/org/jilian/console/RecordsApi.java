package org.jilian.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jilian.intake.JsonItems;
import org.jilian.rules.Reason;
import org.jilian.store.ApiToken;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Platforms send records (推送). The answer comes after the commit and says of each item what became of it; authoring knows what
 * it has, so that whoever got no answer sends the same again.
 */
@RestController
@RequestMapping("/api/v1/records")
class RecordsApi {
    private static final String AGAIN = "Idempotency-Replayed";

    private final Premises premises;
    private final TakesRecords takes;
    private final ApiSettings settings;
    private final Answers answers;

    RecordsApi(Premises premises, TakesRecords takes, ApiSettings settings) {
        this.premises = premises;
        this.takes = takes;
        this.settings = settings;
        this.answers = new Answers(premises);
    }

    @PostMapping
    ResponseEntity<String> post(
            HttpServletRequest request,
            @RequestAttribute(ApiGuard.CALLER) ApiToken caller,
            @RequestHeader("Idempotency-Key") Optional<String> key,
            @RequestParam("mapping") Optional<String> mapping,
            @RequestParam("kind") Optional<String> kind,
            @RequestParam("period") Optional<String> period,
            @RequestParam("division") Optional<String> division,
            @RequestParam("key") Optional<String> field) {
        byte[] body = BoundedBody.read(request, settings.bytes());
        if (mapping.isPresent() == kind.isPresent()) {
            throw new RefusedRequestException(400, ONE_OF_TWO);
        }
        mapping.ifPresent(name ->
                require("mapping", name, caller.mappings(), caller.mappings().isEmpty()));
        // a platform that might author any kind could certify hours in this node's name
        kind.ifPresent(name -> require("kind", name, caller.kinds(), false));
        Locale language = Language.of(request);
        TakesRecords.Sent sent = new TakesRecords.Sent(caller.who(), period, division, field, language);
        Supplier<String> work = () -> {
            JsonItems items = items(body);
            ObjectNode answer = mapping.isPresent()
                    ? takes.mapped(mapping.get(), items, sent)
                    : takes.drafts(kind.orElseThrow(), items, sent);
            note(caller, mapping.orElseGet(() -> "kind " + kind.orElseThrow()), answer);
            return answer.toString();
        };
        if (key.isEmpty()) {
            return answer(new Answers.Answer(work.get(), false));
        }
        if (!key.get().matches("[!-~]{1,200}")) {
            throw new ProblemException(Problem.KEY_FORM);
        }
        String asked = request.getQueryString() + "\n" + new String(body, StandardCharsets.ISO_8859_1);
        return answer(answers.once(caller.id(), key.get(), asked, work));
    }

    private static void require(String what, String name, Set<String> allowed, boolean all) {
        if (!all && !allowed.contains(name)) {
            throw new ProblemException(Problem.notForThisToken(what));
        }
    }

    private JsonItems items(byte[] body) {
        JsonItems items = JsonItems.read(body, settings.records()).fold(valid -> valid.value(), reason -> {
            throw new RefusedRequestException(400, reason);
        });
        if (items.items().size() > settings.records() || items.rows() > settings.records()) {
            throw new ProblemException(Problem.tooMany(settings.records()));
        }
        return items;
    }

    private void note(ApiToken caller, String by, ObjectNode answer) {
        ObjectNode detail = Tokens.detail(caller).put("by", by);
        detail.set("items", answer.path("counts").deepCopy());
        premises.note("api.records", detail);
    }

    private static ResponseEntity<String> answer(Answers.Answer answer) {
        ResponseEntity.BodyBuilder response = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        return (answer.again() ? response.header(AGAIN, "true") : response).body(answer.body());
    }

    private static final Reason ONE_OF_TWO = Reason.of(
            "parameter.mapping-or-kind",
            "应给出 mapping 或 kind 中的一个参数",
            "one of the parameters 'mapping' and 'kind' should be given",
            "平台自己的字段用 ?mapping=映射名；已是网关记录格式的用 ?kind=记录种类",
            "?mapping=NAME for the platform's own fields, ?kind=KIND for records in the gateway's form");
}
