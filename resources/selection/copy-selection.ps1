# Presses Ctrl+C in the program that is in front. Asked line by line, and ends with its input, so that it never outlives the
# app. "wait": once Ctrl, Shift, Alt and the Windows key are released, because together with them it would be another
# combination: "ready", or "held" when they stayed down for a second. "copy": "sent", "held" or "failed".
# It takes nothing else from outside: there is nothing in it that a selected text or a setting could change.
$ErrorActionPreference = 'Stop'
Add-Type -Namespace Sidetone -Name Keyboard -MemberDefinition @'
[DllImport("user32.dll")] public static extern short GetAsyncKeyState(int key);
[DllImport("user32.dll", SetLastError = true)] public static extern uint SendInput(uint count, Input[] inputs, int size);

// INPUT of winuser.h: the union is as large as its largest part, MOUSEINPUT.
[StructLayout(LayoutKind.Sequential)]
public struct Input { public uint Type; public Union Data; }
[StructLayout(LayoutKind.Explicit)]
public struct Union { [FieldOffset(0)] public Mouse Mouse; [FieldOffset(0)] public Key Key; }
[StructLayout(LayoutKind.Sequential)]
public struct Mouse { public int X; public int Y; public uint Data; public uint Flags; public uint Time; public IntPtr Extra; }
[StructLayout(LayoutKind.Sequential)]
public struct Key { public ushort Virtual; public ushort Scan; public uint Flags; public uint Time; public IntPtr Extra; }

private static Input Stroke(ushort key, uint flags) {
  Input input = new Input();
  input.Type = 1; // INPUT_KEYBOARD
  input.Data.Key.Virtual = key;
  input.Data.Key.Flags = flags;
  return input;
}

public static bool IsHeld() {
  // VK_SHIFT, VK_CONTROL, VK_MENU, VK_LWIN, VK_RWIN
  foreach (int key in new int[] { 0x10, 0x11, 0x12, 0x5B, 0x5C }) {
    if ((GetAsyncKeyState(key) & 0x8000) != 0) return true;
  }
  return false;
}

public static bool Copy() {
  const uint up = 2; // KEYEVENTF_KEYUP
  Input[] inputs = new Input[] { Stroke(0x11, 0), Stroke(0x43, 0), Stroke(0x43, up), Stroke(0x11, up) };
  return SendInput((uint)inputs.Length, inputs, Marshal.SizeOf(typeof(Input))) == inputs.Length;
}
'@
# No -UsingNamespace: with -MemberDefinition, System.Runtime.InteropServices is there already, and twice is an error (CS0105).

function Wait-Released {
  $deadline = [DateTime]::UtcNow.AddSeconds(1)
  while ([Sidetone.Keyboard]::IsHeld()) {
    if ([DateTime]::UtcNow -gt $deadline) { return 'held' }
    Start-Sleep -Milliseconds 10
  }
  return 'ready'
}

while ($null -ne ($line = [Console]::In.ReadLine())) {
  if ($line -eq 'wait') { $answer = Wait-Released }
  elseif ($line -ne 'copy') { $answer = 'failed' }
  # Pressed again since: it would be another combination.
  elseif ([Sidetone.Keyboard]::IsHeld()) { $answer = 'held' }
  elseif ([Sidetone.Keyboard]::Copy()) { $answer = 'sent' }
  else { $answer = 'failed' }
  [Console]::Out.WriteLine($answer)
  [Console]::Out.Flush()
}
