package dev.sonde.probe.boundary;

import dev.sonde.backend.BackendException;
import dev.sonde.backend.Evaluation;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.TokenAudit;
import dev.sonde.probe.Category;
import dev.sonde.probe.Figure;
import dev.sonde.probe.Probe;
import dev.sonde.probe.ProbeContext;
import dev.sonde.probe.ProbeKind;
import dev.sonde.probe.ProbeResult;
import dev.sonde.probe.Verdict;
import dev.sonde.probe.boundary.BoundaryAuditEvidence.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Are the tokens that are scored the tokens that are meant?
 *
 * <p>Nothing is computed through the model: each case becomes tokens as it does for every other probe ({@link TokenAudit}),
 * and four things are looked at. A completion that changes the tokens of its prompt: the token over the boundary is not
 * scored as a whole, mostly because the blank between the two stands in the prompt. A text that begins with its special
 * token twice: one was added to one that was written. More tokens than fit the model. And, as a warning, plain texts for a
 * model that has a chat template: trained on chats, it is asked off its ground.
 *
 * <p>The raw value is the share of completions that change their prompt's tokens; it is no estimate and has no interval,
 * for it says something of these very cases. It says nothing of the adapter, and has no part in the composite score. Costs
 * no forward pass. The reference has no such probe, and scores the wrong tokens silently where a boundary merges.
 */
public final class BoundaryAuditProbe implements Probe<BoundaryAuditSpec, BoundaryAuditEvidence> {

    private static final ProbeKind<BoundaryAuditSpec, BoundaryAuditEvidence> KIND = new ProbeKind<>(
            "boundary_audit", Category.BASELINE, BoundaryAuditSpec.class, BoundaryAuditEvidence.class, false);

    @Override
    public ProbeKind<BoundaryAuditSpec, BoundaryAuditEvidence> kind() {
        return KIND;
    }

    @Override
    public List<Evaluation<?>> plan(BoundaryAuditSpec spec, ProbeContext context) {
        return List.of();
    }

    @Override
    public ProbeResult<BoundaryAuditEvidence> run(BoundaryAuditSpec spec, ProbeContext context) {
        boolean template;
        var found = new ArrayList<Finding>();
        try {
            template = context.chatTemplate().isPresent();
            for (var each : spec.cases()) {
                TokenAudit audit = context.audit(each.operation());
                found.add(Finding.of(
                        each, audit, problems(each, audit, context.card().contextLength())));
            }
        } catch (BackendException unseen) {
            return ProbeResult.without(spec, KIND, Verdict.SKIP, String.valueOf(unseen.getMessage()));
        }
        return result(spec, new BoundaryAuditEvidence(found, template));
    }

    private static List<String> problems(BoundaryCase each, TokenAudit audit, int contextLength) {
        var problems = new ArrayList<String>();
        if (!each.completion().isEmpty() && audit.scored().isEmpty()) {
            problems.add("no token is left to score");
        }
        if (audit.startsTwice()) {
            problems.add("it begins twice with '%s'; leave the one out that is written in it"
                    .formatted(audit.tokens().get(0).name()));
        }
        if (audit.tokens().size() > contextLength) {
            problems.add("it has %d tokens, and %d fit the model"
                    .formatted(audit.tokens().size(), contextLength));
        }
        return problems;
    }

    private static ProbeResult<BoundaryAuditEvidence> result(BoundaryAuditSpec spec, BoundaryAuditEvidence evidence) {
        var completions = evidence.cases().stream()
                .filter(each -> !each.completion().isEmpty())
                .toList();
        long merged = completions.stream().filter(Finding::boundaryInsideToken).count();
        double raw = completions.isEmpty() ? 0 : (double) merged / completions.size();
        boolean wrong = raw > spec.assertMergedLte()
                || evidence.cases().stream().anyMatch(each -> !each.problems().isEmpty());
        boolean offGround =
                evidence.template() && evidence.cases().stream().anyMatch(each -> each.form() == TextForm.PLAIN);
        return ProbeResult.of(
                        spec,
                        KIND,
                        wrong ? Verdict.FAIL : offGround ? Verdict.WARN : Verdict.PASS,
                        message(evidence, merged, completions.size(), raw, offGround),
                        evidence)
                .measuring(raw, "share of completions", Optional.empty());
    }

    private static String message(
            BoundaryAuditEvidence evidence, long merged, int completions, double raw, boolean offGround) {
        var message = new StringBuilder("%d of %d completions (%s) change the tokens of their prompt."
                .formatted(merged, completions, Figure.of(raw)));
        evidence.cases().stream()
                .filter(Finding::boundaryInsideToken)
                .findFirst()
                .ifPresent(each -> message.append(" The first is '%s' + '%s', where %s lies over the boundary%s."
                        .formatted(
                                Figure.shortened(each.prompt()),
                                Figure.shortened(each.completion()),
                                each.merged(),
                                hint(each.prompt()))));
        evidence.cases().stream()
                .filter(each -> !each.problems().isEmpty())
                .findFirst()
                .ifPresent(each -> message.append(" '%s' + '%s': %s."
                        .formatted(
                                Figure.shortened(each.prompt()),
                                Figure.shortened(each.completion()),
                                String.join("; ", each.problems()))));
        if (offGround) {
            message.append(
                    " The model has a chat template, and these texts are plain: set chat if it was trained on chats.");
        }
        return message.toString();
    }

    private static String hint(String prompt) {
        boolean blank = !prompt.isEmpty() && Character.isWhitespace(prompt.charAt(prompt.length() - 1));
        return blank ? "; let the completion begin with the blank that the prompt ends with" : "";
    }
}
