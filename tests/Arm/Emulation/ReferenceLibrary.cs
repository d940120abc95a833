using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Neuromorphic.Arm.Tests.Emulation;

/// <summary>
/// The core library of an x64 machine made fit to compile arm64 code against: there <c>Sse2.IsSupported</c> and its like
/// are calls that only an x64 compiler answers. In the core library of an arm64 machine they are constants, false; they
/// become that here.
/// </summary>
static class ReferenceLibrary
{
    const string Namespace = "System.Runtime.Intrinsics.X86";

    /// <summary>Copies the library.</summary>
    /// <returns>How many properties were made constant.</returns>
    public static int Write(string from, string to)
    {
        byte[] image = File.ReadAllBytes(from);
        using var reader = new PEReader(new MemoryStream(image));
        MetadataReader metadata = reader.GetMetadataReader();
        int count = 0;
        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodDefinition method = metadata.GetMethodDefinition(handle);
            if (metadata.GetString(method.Name) == "get_IsSupported" && NamespaceOf(metadata, method.GetDeclaringType()) == Namespace)
            {
                WriteFalse(image, reader.PEHeaders, method.RelativeVirtualAddress);
                count++;
            }
        }

        File.WriteAllBytes(to, image);
        return count;
    }

    static string NamespaceOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        return metadata.GetString(type.Namespace);
    }

    static void WriteFalse(byte[] image, PEHeaders headers, int address)
    {
        const byte TinyHeaderOfTwoBytes = 0x0A;
        const byte LoadZero = 0x16;
        const byte Return = 0x2A;
        SectionHeader section = headers.SectionHeaders[headers.GetContainingSectionIndex(address)];
        int at = address - section.VirtualAddress + section.PointerToRawData;
        image[at] = TinyHeaderOfTwoBytes;
        image[at + 1] = LoadZero;
        image[at + 2] = Return;
    }
}
