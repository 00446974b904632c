using System.Runtime.Versioning;

// These tests are about Unix; the analyzer need not ask about other systems.
[assembly: UnsupportedOSPlatform("windows")]
