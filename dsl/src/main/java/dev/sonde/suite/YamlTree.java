package dev.sonde.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sonde.stop.StopPoint;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML text as a JSON tree that knows the line of each of its nodes.
 *
 * <p>Types follow YAML 1.1, as the reference reads it; a date stays text. Repeated keys are problems.
 */
final class YamlTree {
    private static final int MOST_NODES = 200_000;
    private static final int MOST_CHARACTERS = 1 << 26;
    private static final Set<Tag> TYPED = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL);

    private final Problems problems;
    private final Map<String, Integer> lines = new HashMap<>();
    private final Set<Node> open = new HashSet<>();
    private final Scalars scalars = new Scalars();
    private int nodes;

    private YamlTree(Problems problems) {
        this.problems = problems;
    }

    /** Reads a text; what is wrong with it goes to {@code problems}, and the tree is empty then. */
    static ObjectNode read(String text, Problems problems) {
        var tree = new YamlTree(problems);
        problems.lines(tree.lines);
        try {
            Node root = new Yaml(limits()).compose(attended(text));
            if (root instanceof MappingNode mapping) {
                return (ObjectNode) tree.convert(mapping, "");
            }
            problems.add("", "a suite file is a mapping with the keys version, models, defaults and suite");
        } catch (MarkedYAMLException invalid) {
            problems.addAtLine(
                    invalid.getProblemMark() == null
                            ? 1
                            : invalid.getProblemMark().getLine() + 1,
                    "not valid YAML: " + invalid.getProblem());
        } catch (YAMLException invalid) {
            problems.add("", "not valid YAML: " + invalid.getMessage());
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /** A file may hold whole documents, several times. */
    private static LoaderOptions limits() {
        var limits = new LoaderOptions();
        limits.setCodePointLimit(MOST_CHARACTERS);
        return limits;
    }

    /** A text that is read piece by piece by somebody who may be interrupted. */
    private static Reader attended(String text) {
        return new StringReader(text) {
            @Override
            public int read(char[] buffer, int offset, int length) throws IOException {
                StopPoint.pass("during the reading of a suite file");
                return super.read(buffer, offset, length);
            }
        };
    }

    private JsonNode convert(Node node, String pointer) {
        lines.putIfAbsent(pointer, node.getStartMark().getLine() + 1);
        if (++nodes > MOST_NODES || !open.add(node)) {
            throw new YAMLException(nodes > MOST_NODES ? "too many nodes" : "an alias that contains itself");
        }
        JsonNode converted = node instanceof MappingNode mapping
                ? object(mapping, pointer)
                : node instanceof SequenceNode sequence ? array(sequence, pointer) : scalars.of((ScalarNode) node);
        open.remove(node);
        return converted;
    }

    private JsonNode object(MappingNode mapping, String pointer) {
        var object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            int line = tuple.getKeyNode().getStartMark().getLine() + 1;
            if (object.has(key)) {
                problems.addAtLine(line, "the key '" + key + "' stands here a second time; keep one of them");
            } else {
                String child = pointer + "/" + key;
                lines.put(child, line);
                object.set(key, convert(tuple.getValueNode(), child));
            }
        }
        return object;
    }

    private JsonNode array(SequenceNode sequence, String pointer) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (Node item : sequence.getValue()) {
            array.add(convert(item, pointer + "/" + array.size()));
        }
        return array;
    }

    /** Types of scalars, as YAML 1.1 resolves them. */
    private static final class Scalars extends SafeConstructor {
        Scalars() {
            super(new LoaderOptions());
        }

        JsonNode of(ScalarNode node) {
            if (!TYPED.contains(node.getTag())) {
                return JsonNodeFactory.instance.textNode(node.getValue());
            }
            Object value = constructObject(node);
            if (value instanceof Integer number) {
                return JsonNodeFactory.instance.numberNode(number);
            }
            if (value instanceof Long number) {
                return JsonNodeFactory.instance.numberNode(number);
            }
            if (value instanceof Double number) {
                return JsonNodeFactory.instance.numberNode(number);
            }
            return value instanceof Boolean truth
                    ? JsonNodeFactory.instance.booleanNode(truth)
                    : value == null
                            ? JsonNodeFactory.instance.nullNode()
                            : JsonNodeFactory.instance.textNode(node.getValue());
        }
    }
}
