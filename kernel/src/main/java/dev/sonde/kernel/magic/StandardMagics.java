package dev.sonde.kernel.magic;

import java.util.List;

/** The magics of the kernel, in the order of the help. */
final class StandardMagics {
    private StandardMagics() {}

    static List<Magic> all() {
        return List.of(
                HelpMagic.MAGIC,
                VarsMagic.MAGIC,
                TimeMagic.MAGIC,
                TimeoutMagic.MAGIC,
                DependsOnMagic.MAGIC,
                RepoMagic.MAGIC,
                ClasspathMagic.MAGIC,
                LoadMagic.MAGIC,
                WriteFileMagic.MAGIC,
                EnvMagic.MAGIC,
                LogMagic.MAGIC,
                ResetMagic.MAGIC,
                MemoryMagic.MAGIC,
                TraceMagic.MAGIC);
    }
}
