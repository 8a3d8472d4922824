package dev.sonde.kernel.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sonde.backend.dummy.DummyBackend;
import dev.sonde.probe.ablation.AdapterAblationSpec;
import dev.sonde.probe.deltakl.DeltaKlSpec;
import dev.sonde.probe.modules.ModuleAblationSpec;
import dev.sonde.probe.nulladapter.NullAdapterSpec;
import dev.sonde.probe.positionshift.PositionShiftSpec;
import dev.sonde.suite.Model;
import dev.sonde.suite.ResultFileException;
import dev.sonde.suite.RunOptions;
import dev.sonde.suite.Runner;
import dev.sonde.suite.Suite;
import dev.sonde.suite.SuiteResult;
import dev.sonde.suite.SuiteResultJson;
import java.util.ArrayList;
import java.util.List;

/** Data that tries to be more than data. */
final class Hostile {

    /** What ends elements, attributes, scripts, comments, cells and fences, and what hides or turns text. */
    static final String TEXT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)></td></table></title></style>"
            + "</textarea></svg><svg onload=alert(3)>--><!--]]>&lt;b&gt;`|*_[link](javascript:alert(4))"
            + "![picture](http://example.invalid/p.png)\n## ${7*7} \u001b[31mred\u001b]0;title\u0007\u0000\u202eright"
            + "\u2028<a href=http://example.invalid>x</a>";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Hostile() {}

    /** A real result with every kind of figure, in which every text that may be anything ends in {@link #TEXT}. */
    static SuiteResult result() throws Exception {
        var prompts = List.of("one", "two", "three", "four");
        var suite = Suite.of(
                "Hostile",
                7,
                List.of(
                        NullAdapterSpec.of("nulls"),
                        DeltaKlSpec.of("drift", prompts),
                        AdapterAblationSpec.of("shape", prompts),
                        ModuleAblationSpec.of("modules", prompts),
                        PositionShiftSpec.of("positions", prompts)));
        var result = Runner.run(suite, Model.of(DummyBackend.create()), RunOptions.DEFAULT);
        return poisoned(JSON.readTree(SuiteResultJson.write(result)));
    }

    private static SuiteResult poisoned(JsonNode tree) {
        for (String key : List.of("environment", "model/content")) {
            ((ObjectNode) tree.at("/" + key)).put(TEXT, TEXT);
        }
        SuiteResult result = SuiteResultJson.parse(tree.toString(), "result.json");
        for (Runnable[] change : changes(tree)) {
            change[0].run();
            try {
                result = SuiteResultJson.parse(tree.toString(), "result.json");
            } catch (ResultFileException noFreeText) {
                change[1].run();
            }
        }
        return result;
    }

    /** For each text of the tree, what appends to it and what takes that back. */
    private static List<Runnable[]> changes(JsonNode node) {
        var changes = new ArrayList<Runnable[]>();
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> changes.addAll(changes(field.getValue())));
            object.fieldNames().forEachRemaining(name -> {
                if (object.get(name).isTextual() && !name.equals("kind")) { // a kind decides what evidence is
                    JsonNode old = object.get(name);
                    changes.add(new Runnable[] {() -> object.set(name, hostile(old)), () -> object.set(name, old)});
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                JsonNode old = array.get(i);
                changes.addAll(changes(old));
                if (old.isTextual()) {
                    changes.add(new Runnable[] {() -> array.set(at, hostile(old)), () -> array.set(at, old)});
                }
            }
        }
        return changes;
    }

    private static TextNode hostile(JsonNode text) {
        return TextNode.valueOf(text.textValue() + TEXT);
    }
}
