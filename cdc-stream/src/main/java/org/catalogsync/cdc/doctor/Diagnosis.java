package org.catalogsync.cdc.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.catalogsync.cdc.doctor.Finding.Verdict;

/** All findings about the source. */
public record Diagnosis(List<Finding> findings) {

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    public Diagnosis and(List<Finding> more) {
        return new Diagnosis(Stream.concat(findings.stream(), more.stream()).toList());
    }

    /** Whether every must holds that could be judged. */
    public boolean isSound() {
        return brokenMusts().isEmpty();
    }

    public List<Finding> brokenMusts() {
        return findings.stream().filter(Finding::isBrokenMust).toList();
    }

    public long count(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /** For people: one line a finding, and below what is wrong what is expected and what happens without it. */
    public List<String> lines() {
        int subject = width(findings.stream().map(Finding::subject));
        int setting =
                width(findings.stream().map(finding -> finding.requirement().label()));
        String format = "%-10s  %-6s  %-" + subject + "s  %-" + setting + "s  %s";
        List<String> lines = new ArrayList<>();
        for (Finding finding : findings) {
            Requirement requirement = finding.requirement();
            lines.add(String.format(
                            format,
                            finding.verdict().spoken(),
                            lower(requirement.severity()),
                            finding.subject(),
                            requirement.label(),
                            finding.found())
                    .stripTrailing());
            if (finding.verdict() == Verdict.WRONG) {
                lines.add("            expected: " + requirement.expected());
                lines.add("            without it: " + requirement.consequence());
            }
        }
        lines.add(count(Verdict.OK) + " ok, " + count(Verdict.WRONG) + " wrong ("
                + brokenMusts().size() + " that must hold), " + count(Verdict.NOT_JUDGED) + " not judged");
        return lines;
    }

    private static int width(Stream<String> texts) {
        return Math.max(1, texts.mapToInt(String::length).max().orElse(1));
    }

    /** For programs; the shape is documented and stable. */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sound", isSound());
        json.put("ok", count(Verdict.OK));
        json.put("wrong", count(Verdict.WRONG));
        json.put("not_judged", count(Verdict.NOT_JUDGED));
        json.put("checks", findings.stream().map(Diagnosis::json).toList());
        return json;
    }

    private static Map<String, Object> json(Finding finding) {
        Requirement requirement = finding.requirement();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", requirement.label());
        json.put("subject", finding.subject());
        json.put("severity", lower(requirement.severity()));
        json.put("verdict", lower(finding.verdict()));
        json.put("expected", requirement.expected());
        json.put("found", finding.found());
        json.put("consequence", requirement.consequence());
        return json;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
