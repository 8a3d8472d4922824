package dev.sonde.kernel.repl;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Makes the constructor of a cell, which is the code of the cell itself, tell which names it assigned. */
final class NameAssigning extends MethodVisitor {

    private static final String PARTIAL = Type.getInternalName(PartialCell.class);

    private final String self;
    private final Set<String> seen = new HashSet<>();
    private boolean born;

    NameAssigning(MethodVisitor next, String self) {
        super(Opcodes.ASM9, next);
        this.self = self;
    }

    @Override
    public void visitMethodInsn(int opcode, String owner, String name, String type, boolean onInterface) {
        super.visitMethodInsn(opcode, owner, name, type, onInterface);
        if (!born && name.equals("<init>") && owner.equals("java/lang/Object")) {
            born = true;
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, PARTIAL, "born", "(Ljava/lang/Object;)V", false);
        }
    }

    /** The first assignment is the declaration; those after it may stand in loops. */
    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String type) {
        super.visitFieldInsn(opcode, owner, field, type);
        if (born && opcode == Opcodes.PUTFIELD && owner.equals(self) && seen.add(field)) {
            super.visitLdcInsn(field);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, PARTIAL, "assigned", "(Ljava/lang/String;)V", false);
        }
    }
}
