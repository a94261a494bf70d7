package org.jilian.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jilian.cli.node.WrongUseException;
import org.jilian.intake.HourLines;
import org.jilian.record.MalformedException;
import org.jilian.rules.Period;
import org.jilian.rules.hours.Carried;
import org.jilian.rules.hours.Choice;
import org.jilian.rules.hours.Decimals;
import org.jilian.rules.hours.Facts;
import org.jilian.rules.hours.HourLine;
import org.jilian.rules.hours.Judge;
import org.jilian.rules.hours.Judgement;
import org.jilian.rules.hours.Policies;
import org.jilian.rules.hours.Policy;
import org.jilian.rules.hours.Why;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a policy makes of some lines: judged as a certificate would judge them, for a person who is described here. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description = "Judges the lines of a file by a policy: totals, each line with its reason, verdict. 试算")
final class TryCommand implements Callable<Integer> {
    @Option(names = "--policy", paramLabel = "ID", required = true, description = "see policies list")
    String policy = "";

    @Option(
            names = "--records",
            paramLabel = "FILE",
            required = true,
            description = "JSON, or CSV with a head: docs/policies.md")
    Path records = Path.of("");

    @Mixin
    PeriodOption period = new PeriodOption();

    @Option(
            names = "--place",
            paramLabel = "CODE",
            description = "the person's places, most local first, once each; default: the policy's, then 000000")
    List<String> places = new ArrayList<>();

    @Option(names = "--rank", paramLabel = "CODE", description = "of the person, GB/T 12407")
    @Nullable
    String rank;

    @Option(names = "--unit-nature", paramLabel = "WORD")
    @Nullable
    String unitNature;

    @Option(names = "--industry", paramLabel = "NAME")
    @Nullable
    String industry;

    @Option(names = "--programme", paramLabel = "WORD", description = "may be given again")
    List<String> programmes = new ArrayList<>();

    @Option(names = "--tag", paramLabel = "WORD", description = "may be given again")
    List<String> tags = new ArrayList<>();

    @Mixin
    PoliciesCommand.Folder folder = new PoliciesCommand.Folder();

    @Mixin
    Terminal terminal = new Terminal();

    @Override
    public Integer call() throws IOException {
        Period of = period.checked(terminal);
        Policies all = folder.read();
        Facts person = facts(PoliciesCommand.Folder.named(all, policy));
        Choice.Chosen chosen = chosen(all, person, of);
        GivenFile.shouldBe(records);
        List<HourLine> lines;
        try {
            lines = HourLines.read(records, period.given);
        } catch (MalformedException e) {
            terminal.err().println(e.getMessage());
            return Exit.DATA;
        }
        Judgement judgement = Judge.judge(person, chosen, lines, Carried.NOTHING);
        ObjectNode document = document(judgement);
        terminal.print(document);
        say(document);
        return Exit.DONE;
    }

    private Facts facts(Policy tried) {
        List<String> where =
                places.isEmpty() ? Stream.of(tried.place(), "000000").distinct().toList() : places;
        return new Facts(
                where,
                Optional.ofNullable(rank),
                Optional.ofNullable(unitNature),
                Optional.ofNullable(industry),
                new TreeSet<>(programmes),
                new TreeSet<>(tags));
    }

    /** A policy that another one goes before, or that does not apply, judges nobody; so it does not here. */
    private Choice.Chosen chosen(Policies all, Facts person, Period of) {
        List<Choice.Chosen> judging = new ArrayList<>(all.beside(person, of));
        Choice general = all.choose(person, of);
        String instead;
        if (general instanceof Choice.Chosen chosen) {
            judging.add(0, chosen);
            instead = sentences(chosen.why()).get(0);
        } else {
            instead = ((Choice.None) general).why().text().in(terminal.locale());
        }
        return judging.stream()
                .filter(each -> each.policy().policy().name().equals(policy))
                .findFirst()
                .orElseThrow(() -> new WrongUseException(terminal.in(
                                "该政策不适用于所述人员和周期（可用 --place、--rank、--period 等说明）：",
                                "the policy does not judge such a person in this period (describe one with --place,"
                                        + " --rank, --period …): ")
                        + instead));
    }

    private List<String> sentences(List<Why> reasons) {
        return reasons.stream().map(each -> each.text().in(terminal.locale())).toList();
    }

    /** The judgement as it stands in a certificate, and the sentences that are made of it. */
    private ObjectNode document(Judgement judgement) {
        ObjectNode written = judgement.write();
        ObjectNode document = JsonNodeFactory.instance
                .objectNode()
                .put("policy", policy)
                .put("period", period.given)
                .put("met", judgement.met());
        document.set("totals", written.path("totals"));
        document.set("duties", written.path("duties"));
        texts(document.putArray("choice"), judgement.basis().choice());
        ArrayNode lines = document.putArray("lines");
        for (int i = 0; i < judgement.lines().size(); i++) {
            Judgement.Line line = judgement.lines().get(i);
            ObjectNode each = lines.addObject().put("record", line.id().record());
            line.category().ifPresent(category -> each.put("category", category.code()));
            each.put("outcome", line.outcome().toString())
                    .put("hours", Decimals.text(line.hours()))
                    .put("counted", Decimals.text(line.counted()));
            texts(each.putArray("why"), line.why());
        }
        texts(document.putArray("notes"), judgement.notes());
        document.set("judgement", written);
        return document;
    }

    private void texts(ArrayNode array, List<Why> reasons) {
        sentences(reasons).forEach(array::add);
    }

    private void say(ObjectNode document) {
        document.path("choice").forEach(each -> terminal.say(each.asText()));
        for (JsonNode line : document.path("lines")) {
            terminal.say("  " + line.path("record").asText() + "  "
                    + line.path("counted").asText() + " / " + line.path("hours").asText());
            line.path("why").forEach(why -> terminal.say("      " + why.asText()));
        }
        JsonNode sums = document.path("totals").path("lines");
        terminal.say(terminal.in("合计 ", "total ")
                + document.path("totals").path("all").asText()
                + terminal.in("，公需 ", ", public ")
                + sums.path("public").asText("0")
                + terminal.in("，专业 ", ", professional ")
                + sums.path("professional").asText("0"));
        for (JsonNode duty : document.path("duties")) {
            terminal.say("  " + duty.path("of").asText() + terminal.in("：应 ", ": owed ")
                    + duty.path("least").asText() + terminal.in("，计 ", ", counted ")
                    + duty.path("counted").asText() + terminal.in("，差 ", ", short ")
                    + duty.path("missing").asText());
        }
        terminal.say(document.path("met").asBoolean() ? terminal.in("达标", "met") : terminal.in("未达标", "short"));
        document.path("notes").forEach(each -> terminal.say(each.asText()));
    }
}
