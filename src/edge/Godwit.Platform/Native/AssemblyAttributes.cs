using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Every native signature in this assembly is blittable: numbers and pointers, no hidden copies of strings or arrays.
[assembly: DisableRuntimeMarshalling]
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
