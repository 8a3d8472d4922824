package dev.sonde.kernel.repl;

import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Makes the other methods of a cell look whether a name has a value before they read it. */
final class NameReading extends MethodVisitor {

    private static final String PARTIAL = Type.getInternalName(PartialCell.class);
    private static final String SET = Type.getDescriptor(Set.class);
    private static final String READ = "(" + SET + "Ljava/lang/String;Ljava/lang/String;)V";

    private final String self;
    private final boolean ofInstance;

    NameReading(MethodVisitor next, String self, boolean ofInstance) {
        super(Opcodes.ASM9, next);
        this.self = self;
        this.ofInstance = ofInstance;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String field, String type) {
        boolean own = owner.equals(self);
        if (own && opcode == Opcodes.GETFIELD) {
            super.visitInsn(Opcodes.DUP);
            super.visitFieldInsn(Opcodes.GETFIELD, self, KeptNames.UNSET, SET);
            super.visitLdcInsn(field);
            super.visitLdcInsn(self);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, PARTIAL, "read", READ, false);
        }
        super.visitFieldInsn(opcode, owner, field, type);
        if (own && opcode == Opcodes.PUTFIELD && ofInstance) {
            super.visitVarInsn(Opcodes.ALOAD, 0);
            super.visitFieldInsn(Opcodes.GETFIELD, self, KeptNames.UNSET, SET);
            super.visitLdcInsn(field);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, PARTIAL, "written", "(" + SET + "Ljava/lang/String;)V", false);
        }
    }
}
