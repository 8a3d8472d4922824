package dev.sonde.kernel.magic;

import dev.sonde.kernel.display.DisplayBundle;
import dev.sonde.kernel.session.CellOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lists the magics, or tells all about one. */
final class HelpMagic {

    static final Magic MAGIC = new Magic(
            "help",
            Magic.Form.LINE,
            "[MAGIC]",
            MagicTakes.MAGIC,
            "Lists the magics, or tells all about one.",
            "",
            List.of(),
            HelpMagic::run);

    private HelpMagic() {}

    private static CellOutcome run(MagicCall call) {
        MagicRegistry registry = MagicRegistry.standard();
        String text = call.word()
                .map(name -> HelpText.of(registry.find(name).orElseThrow(() -> unknown(registry, name))))
                .orElseGet(() -> HelpText.of(registry));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("text/plain", text);
        call.cell().page(DisplayBundle.of(data));
        return call.done();
    }

    private static MagicException unknown(MagicRegistry registry, String name) {
        List<String> names = registry.all().stream().map(Magic::name).toList();
        String hint = MagicRegistry.nearest(name.replace("%", ""), names)
                .map(near -> "; did you mean %help " + near + "?")
                .orElse(".");
        return new MagicException("There is no magic '%s'%s %%help lists all.".formatted(name, hint));
    }
}
