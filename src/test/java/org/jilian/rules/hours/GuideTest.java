package org.jilian.rules.hours;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jilian.rules.hours.Given.RENCHENG;
import static org.jilian.rules.hours.Given.period;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What {@code docs/policies.md} shows is what happens. */
class GuideTest {
    private static final Path GUIDE = Path.of("docs", "policies.md");
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleOfAFieldIsRead() throws IOException {
        List<String> blocks = blocks();

        assertThat(blocks).hasSizeGreaterThan(8);
        String frame = Written.PLAIN.substring(0, Written.PLAIN.indexOf("duties:"));
        for (String block : blocks.subList(1, blocks.size())) {
            String policy =
                    block.contains("duties:") || block.contains("inherits:") ? frame + block : Written.PLAIN + block;
            assertThat(Written.policy(policy).name()).isEqualTo("sample");
        }
    }

    @Test
    void theWorkedExampleSaysWhatTheJudgementSays() throws IOException {
        Policies policies = Policies.of(List.of(Written.policy(blocks().get(0))), Given.HASH);
        Choice.Chosen chosen = (Choice.Chosen) policies.choose(RENCHENG, period("2025"));

        Judgement judgement = Judge.judge(RENCHENG, chosen, lines(), Carried.NOTHING);

        String guide = Files.readString(GUIDE, UTF_8);
        for (String each : said(judgement)) {
            assertThat(guide).contains(each);
        }
        assertThat(Given.total(judgement)).isEqualTo("118");
        assertThat(judgement.met()).isTrue();
        assertThat(judgement.carryOver()).isEqualTo(Given.carried("2025", "0", "20"));
    }

    private static List<HourLine> lines() {
        return List.of(
                Lines.of("r1", "professional", "3")
                        .unit("days")
                        .on("2025-03-11", "2025-03-13")
                        .line(),
                Lines.of("r2", "public", "36").form("remote").line(),
                Lines.of("r3", "professional", "100")
                        .form("degree")
                        .period("2024")
                        .line(),
                Lines.of("r4", "professional", "20")
                        .course("《数据安全》", null)
                        .on("2025-05-06", null)
                        .line(),
                Lines.of("r5", "professional", "16")
                        .course("数据安全", null)
                        .on("2025-05", null)
                        .line(),
                Lines.of("r6", "professional", "8").result("failed").line());
    }

    private static List<String> said(Judgement judgement) {
        List<Why> all = new ArrayList<>(judgement.basis().choice());
        judgement.lines().forEach(line -> all.addAll(line.why()));
        all.addAll(judgement.notes());
        List<String> said = new ArrayList<>();
        all.forEach(each -> {
            said.add(each.text().zh());
            said.add(each.text().en());
        });
        return said;
    }

    private static List<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(GUIDE, UTF_8));
        while (block.find()) {
            blocks.add(block.group(1));
        }
        return blocks;
    }
}
