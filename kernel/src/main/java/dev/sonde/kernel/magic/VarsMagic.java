package dev.sonde.kernel.magic;

import dev.sonde.kernel.display.CellDisplay;
import dev.sonde.kernel.repl.CellVariable;
import dev.sonde.kernel.session.CellOutcome;
import java.util.List;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Lists what the cells have declared. */
final class VarsMagic {

    static final Magic MAGIC = new Magic(
            "vars",
            Magic.Form.LINE,
            "[NAME…]",
            MagicTakes.VARIABLES,
            "Lists the variables of the cells: name, type, size and value.",
            "Names narrow the list; a star stands for any letters: %vars model*.",
            List.of(new MagicOption("-r", "List the results of cells (res1, res2, …) too.")),
            VarsMagic::run);

    private VarsMagic() {}

    private static CellOutcome run(MagicCall call) {
        List<CellVariable> all = call.state().session().compiler().variables();
        List<CellVariable> shown = call.words().isEmpty()
                ? all.stream()
                        .filter(variable -> call.has("-r") || !variable.isResult())
                        .toList()
                : VariableNames.pick(call.words(), all);
        if (shown.isEmpty()) {
            System.out.println("No cell has declared a variable yet.");
        } else {
            CellDisplay.current().display(table(shown));
        }
        return call.done();
    }

    static Table table(List<CellVariable> variables) {
        var name = StringColumn.create("name");
        var type = StringColumn.create("type");
        var size = StringColumn.create("size");
        var value = StringColumn.create("value");
        for (CellVariable variable : variables) {
            name.append(variable.name());
            type.append(variable.type());
            size.append(variable.computed() ? ValueSummary.size(variable.value()) : "");
            value.append(variable.computed() ? ValueSummary.of(variable.value()) : "(not computed yet)");
        }
        return Table.create("variables", name, type, size, value);
    }
}
