package dev.sonde.probe.boundary;

import dev.sonde.backend.AuditedToken;
import dev.sonde.backend.TextForm;
import dev.sonde.backend.TokenAudit;
import dev.sonde.probe.Evidence;
import java.util.List;

/**
 * The tokens of each case.
 *
 * @param cases in the order of the spec
 * @param template whether the model has a chat template
 */
public record BoundaryAuditEvidence(List<Finding> cases, boolean template) implements Evidence {

    /** Copies {@code cases}. */
    public BoundaryAuditEvidence {
        cases = List.copyOf(cases);
    }

    /**
     * One case.
     *
     * @param prompt as given
     * @param completion as given; empty where what comes next is asked for
     * @param form whether special tokens were added, or a template wrote them
     * @param ids all that go through the model
     * @param scored how many of them are scored, from the end
     * @param boundaryInsideToken whether the completion changes the tokens of its prompt
     * @param merged names of the tokens that reach over the boundary: part of them is the prompt's, and is not scored
     * @param added names of the special tokens that were added
     * @param startsTwice whether the first special token is there twice
     * @param problems what else is wrong with it, in words
     */
    public record Finding(
            String prompt,
            String completion,
            TextForm form,
            List<Integer> ids,
            int scored,
            boolean boundaryInsideToken,
            List<String> merged,
            List<String> added,
            boolean startsTwice,
            List<String> problems) {

        /** Copies the lists. */
        public Finding {
            ids = List.copyOf(ids);
            merged = List.copyOf(merged);
            added = List.copyOf(added);
            problems = List.copyOf(problems);
        }

        static Finding of(BoundaryCase each, TokenAudit audit, List<String> problems) {
            return new Finding(
                    each.prompt(),
                    each.completion(),
                    audit.form(),
                    audit.ids(),
                    audit.scored().size(),
                    audit.boundaryInsideToken(),
                    audit.merged().stream().map(AuditedToken::name).toList(),
                    audit.tokens().stream()
                            .filter(AuditedToken::added)
                            .map(AuditedToken::name)
                            .toList(),
                    audit.startsTwice(),
                    problems);
        }
    }
}
