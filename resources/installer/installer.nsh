; What electron-builder's installer does not do by itself: Sidetone as a choice for telephone links, and the relay that an
; administrator names. SHCTX is HKLM or HKCU, by whom Sidetone is installed for.
;
;   "Sidetone-0.1.0-win-x64.exe" /S /allusers /RELAY=https://relay.example.dk /ACCOUNT=12345

; All is in macros: electron-builder includes this file before it has defined anything that is used here.

!define SIDETONE_CAPABILITIES "Software\Sidetone\Capabilities"

; Windows shows no program as a choice for a scheme unless it has a ProgID of its own, and is among RegisteredApplications.
; After "--" nothing is a switch of Chromium's, however a link may break out of its quotes.
!macro sidetoneProgId SCHEME NAME
  WriteRegStr SHCTX "Software\Classes\Sidetone.${SCHEME}" "" "${NAME}"
  WriteRegStr SHCTX "Software\Classes\Sidetone.${SCHEME}" "FriendlyTypeName" "${NAME}"
  WriteRegStr SHCTX "Software\Classes\Sidetone.${SCHEME}" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\Sidetone.${SCHEME}\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHCTX "Software\Classes\Sidetone.${SCHEME}\Application" "AppUserModelId" "${APP_ID}"
  WriteRegStr SHCTX "Software\Classes\Sidetone.${SCHEME}\shell\open\command" "" '"$appExe" -- "%1"'
  WriteRegStr SHCTX "${SIDETONE_CAPABILITIES}\UrlAssociations" "${SCHEME}" "Sidetone.${SCHEME}"
!macroend

; Tells Explorer: SHCNE_ASSOCCHANGED.
!macro sidetoneAssociationsChanged
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

!macro customInstall
  WriteRegStr SHCTX "${SIDETONE_CAPABILITIES}" "ApplicationName" "${PRODUCT_NAME}"
  WriteRegStr SHCTX "${SIDETONE_CAPABILITIES}" "ApplicationDescription" "${APP_DESCRIPTION}"
  WriteRegStr SHCTX "${SIDETONE_CAPABILITIES}" "ApplicationIcon" "$appExe,0"
  !insertmacro sidetoneProgId "tel" "Telephone number"
  !insertmacro sidetoneProgId "callto" "Telephone number"
  !insertmacro sidetoneProgId "sip" "Telephone number"
  !insertmacro sidetoneProgId "sips" "Telephone number"
  !insertmacro sidetoneProgId "sidetone" "Sidetone"
  WriteRegStr SHCTX "Software\RegisteredApplications" "Sidetone" "${SIDETONE_CAPABILITIES}"

  ; Its own scheme is nobody else's, so it needs no choice.
  WriteRegStr SHCTX "Software\Classes\sidetone" "" "URL:Sidetone"
  WriteRegStr SHCTX "Software\Classes\sidetone" "URL Protocol" ""
  WriteRegStr SHCTX "Software\Classes\sidetone\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHCTX "Software\Classes\sidetone\shell\open\command" "" '"$appExe" -- "%1"'
  !insertmacro sidetoneAssociationsChanged

  ${if} $installMode == "all"
    !insertmacro sidetoneOwnPolicyFolder
  ${endIf}
  !insertmacro sidetoneWriteRelay
!macroend

!macro customUnInstall
  ; An update removes the former version first, and keeps what the employee chose.
  ${ifNot} ${isUpdated}
    DeleteRegValue SHCTX "Software\RegisteredApplications" "Sidetone"
    DeleteRegKey SHCTX "Software\Sidetone"
    DeleteRegKey SHCTX "Software\Classes\Sidetone.tel"
    DeleteRegKey SHCTX "Software\Classes\Sidetone.callto"
    DeleteRegKey SHCTX "Software\Classes\Sidetone.sip"
    DeleteRegKey SHCTX "Software\Classes\Sidetone.sips"
    DeleteRegKey SHCTX "Software\Classes\Sidetone.sidetone"
    DeleteRegKey SHCTX "Software\Classes\sidetone"
    !insertmacro sidetoneAssociationsChanged
  ${endIf}
!macroend

; /RELAY= and /ACCOUNT= become the machine's policy, where there is none yet. Only an installation for everybody may write it.
; NSIS' own GetOptions would end an address at its first slash.
!macro sidetoneWriteRelay
  ${StdUtils.GetParameter} $R0 "RELAY" ""
  ${StdUtils.GetParameter} $R1 "ACCOUNT" ""
  ${if} $R0 != ""
    StrCpy $R2 $R0 8
    !insertmacro sidetoneFindUnsafe $R3 "$R0$R1"
    ${if} $R2 != "https://"
    ${orIf} $R3 != ""
      DetailPrint "/RELAY= is not an https address, and is left out"
      SetErrorLevel 2
    ${elseIf} $installMode != "all"
      DetailPrint "/RELAY= takes /allusers, and is left out"
      SetErrorLevel 2
    ${else}
      !insertmacro sidetoneWritePolicy
    ${endIf}
  ${endIf}
!macroend

; The first sign that could end a text in JSON, or nothing.
!macro sidetoneFindUnsafe OUT TEXT
  StrCpy ${OUT} ""
  StrCpy $R4 "${TEXT}"
  ${do}
    StrCpy $R5 $R4 1
    ${if} $R5 == ""
      ${exitDo}
    ${endIf}
    ${if} $R5 == '"'
    ${orIf} $R5 == "\"
      StrCpy ${OUT} $R5
      ${exitDo}
    ${endIf}
    StrCpy $R4 $R4 "" 1
  ${loop}
!macroend

; Any user may make folders in ProgramData, so this one is made before he does, or taken from him. Whose a file in it is
; stays: the app believes none that is not an administrator's (policy-trust.ts).
!macro sidetoneOwnPolicyFolder
  SetShellVarContext all
  CreateDirectory "$APPDATA\Sidetone"
  nsExec::ExecToLog '"$SYSDIR\icacls.exe" "$APPDATA\Sidetone" /setowner *S-1-5-32-544 /C /Q'
  Pop $R2
  nsExec::ExecToLog '"$SYSDIR\icacls.exe" "$APPDATA\Sidetone" /reset /T /C /Q'
  Pop $R2
  ; The system and administrators write, everybody reads.
  nsExec::ExecToLog '"$SYSDIR\icacls.exe" "$APPDATA\Sidetone" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX /Q'
  Pop $R2
!macroend

!macro sidetoneWritePolicy
  ${ifNot} ${fileExists} "$APPDATA\Sidetone\policy.json"
    ClearErrors
    FileOpen $R2 "$APPDATA\Sidetone\policy.json" w
    ${if} ${errors}
      DetailPrint "the policy could not be written"
      SetErrorLevel 2
    ${else}
      ; An address and an account id are ASCII, so what is written is UTF-8.
      ${if} $R1 == ""
        FileWrite $R2 '{ "relay": "$R0" }$\r$\n'
      ${else}
        FileWrite $R2 '{ "relay": "$R0", "account": "$R1" }$\r$\n'
      ${endIf}
      FileClose $R2
    ${endIf}
  ${endIf}
!macroend
